package org.kamcl.explorer.api;

import java.time.Instant;
import java.util.List;
import org.kamcl.explorer.domain.SearchRequest;

/**
 * Searches that were made and those that are kept. They hold words, filters and feedback, no
 * vectors, so that they survive a change of the model. Any thread but one that draws.
 */
public interface SearchLibrary {
  /** The searches made last, newest first, each once. */
  List<Entry> history(int top);

  /** Notes a search; the same search again becomes the newest. */
  void addToHistory(SearchRequest request, int strong);

  /** Kept searches by name. */
  List<Entry> saved();

  /**
   * Keeps a search.
   *
   * @param name not blank; a search of that name is replaced
   */
  void save(String name, SearchRequest request);

  /** Gives up a kept search or forgets one of the history; unknown ids are nothing. */
  void delete(long id);

  /** Forgets all that is not kept. */
  void clearHistory();

  /**
   * A search.
   *
   * @param id of the entry
   * @param name of a kept one; empty otherwise
   * @param request as it was asked
   * @param lastUsed when it was made last
   * @param strongMatches matches it had then
   */
  record Entry(long id, String name, SearchRequest request, Instant lastUsed, int strongMatches) {}
}
