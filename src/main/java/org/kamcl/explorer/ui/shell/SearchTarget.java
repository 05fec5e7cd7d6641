package org.kamcl.explorer.ui.shell;

import org.kamcl.explorer.domain.SearchFilter;

/** A perspective that runs queries. The window passes the query of its settings to the first. */
public interface SearchTarget {
  /** Runs a query as if it had been typed. */
  void search(String query);

  /** Runs the current query with another filter. */
  void search(SearchFilter filter);

  /** The last query that was run; empty before the first. */
  String lastQuery();

  /** Runs an action when the first result is shown. */
  void onFirstResult(Runnable action);
}
