package org.kamcl.explorer.ui.shell;

import java.util.Optional;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;

/** A perspective that runs queries. The window passes the query of its settings to the first. */
public interface SearchTarget {
  /** Runs a query as if it had been typed. */
  void search(String query);

  /** Runs the current query with another filter. */
  void search(SearchFilter filter);

  /** Runs a search again, such as one of a window that was closed. */
  void search(SearchRequest request);

  /** The last search that was answered; empty before the first. */
  Optional<SearchRequest> lastSearch();

  /** The last query that was run; empty before the first. */
  String lastQuery();

  /** Whether the results of the last query are complete; explanations of them may follow. */
  boolean isAnswered();

  /** Runs an action when the first result is shown. */
  void onFirstResult(Runnable action);
}
