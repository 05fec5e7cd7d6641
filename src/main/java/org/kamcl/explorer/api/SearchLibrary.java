package org.kamcl.explorer.api;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import org.kamcl.explorer.domain.SearchRequest;

/**
 * The search history and saved searches. They store query texts, filters and feedback, not vectors,
 * so they stay valid with another model. Blocking; call from any thread but the JavaFX thread.
 */
public interface SearchLibrary {
  /**
   * The last searches, newest first, each once.
   *
   * @param top maximum number of entries
   */
  List<Entry> history(int top);

  /**
   * Adds a search to the history; the same search again moves to the front.
   *
   * @param strongMatches number of strong matches it had
   */
  void addToHistory(SearchRequest request, int strongMatches);

  /** The saved searches by name. */
  List<Entry> saved();

  /** Names of saved searches that are left out because what is stored of them is damaged. */
  default List<String> damaged() {
    return List.of();
  }

  /**
   * Saves a search.
   *
   * @param name not blank; replaces a saved search with this name
   */
  void save(String name, SearchRequest request);

  /** Deletes a saved search or an entry of the history; an unknown id is ignored. */
  void delete(long id);

  /** Deletes the history; saved searches stay. */
  void clearHistory();

  /**
   * A search.
   *
   * @param id id of the entry
   * @param name name of a saved search; empty in the history
   * @param request the search; without feedback of its own, it is ranked with the feedback stored
   *     for its query
   * @param lastUsed when it was last run
   * @param strongMatches number of strong matches it had then
   */
  record Entry(long id, String name, SearchRequest request, Instant lastUsed, int strongMatches) {
    /** Whether this is the name of the search; both Unicode forms of a name are the same. */
    public boolean isNamed(String other) {
      return composed(name).equals(composed(other));
    }

    private static String composed(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
  }
}
