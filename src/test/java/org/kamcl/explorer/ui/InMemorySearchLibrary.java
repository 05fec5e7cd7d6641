package org.kamcl.explorer.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.domain.SearchRequest;

/** Recent and saved searches in memory. */
final class InMemorySearchLibrary implements SearchLibrary {
  private final List<Entry> history = new ArrayList<>();
  private final List<Entry> saved = new ArrayList<>();
  private long ids;

  @Override
  public synchronized List<Entry> history(int top) {
    return history.stream().limit(top).toList();
  }

  /** As the catalog does: without ratings, a search is repeated with the stored feedback. */
  private static SearchRequest stored(SearchRequest request) {
    return new SearchRequest(
        request.query(),
        request.filter(),
        request.feedback().filter(feedback -> !feedback.isEmpty()),
        request.top(),
        request.order());
  }

  private static boolean same(SearchRequest a, SearchRequest b) {
    return a.query().equals(b.query())
        && a.filter().equals(b.filter())
        && a.feedback().equals(b.feedback());
  }

  @Override
  public synchronized void addToHistory(SearchRequest made, int strong) {
    SearchRequest request = stored(made);
    Instant now = Instant.now();
    history.removeIf(e -> same(e.request(), request));
    history.add(0, new Entry(++ids, "", request, now, strong));
    saved.replaceAll(
        e ->
            same(e.request(), request) ? new Entry(e.id(), e.name(), e.request(), now, strong) : e);
  }

  @Override
  public synchronized List<Entry> saved() {
    return saved.stream()
        .sorted(Comparator.comparing((Entry e) -> e.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  @Override
  public synchronized void save(String name, SearchRequest made) {
    SearchRequest request = stored(made);
    if (name.isBlank()) {
      throw new KamclException(LegacyError.SENTENCE, "Enter a name for the saved search.");
    }
    int strong =
        history.stream()
            .filter(e -> same(e.request(), request))
            .mapToInt(Entry::strongMatches)
            .findFirst()
            .orElse(0);
    saved.removeIf(e -> e.name().equals(name.strip()));
    saved.add(new Entry(++ids, name.strip(), request, Instant.now(), strong));
  }

  @Override
  public synchronized void delete(long id) {
    history.removeIf(e -> e.id() == id);
    saved.removeIf(e -> e.id() == id);
  }

  @Override
  public synchronized void clearHistory() {
    history.clear();
  }
}
