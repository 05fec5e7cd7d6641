package org.kamcl.explorer.catalog;

import java.util.List;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.file.GivenNames;

/** The search history and saved searches. */
final class SearchStore implements SearchLibrary {
  private final Database database;

  SearchStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Entry> history(int top) {
    return database.read(open -> new SearchTable(open).history(top));
  }

  @Override
  public void addToHistory(SearchRequest request, int strong) {
    database.change(open -> new SearchTable(open).remember(request, strong));
  }

  @Override
  public List<Entry> saved() {
    return database.read(open -> new SearchTable(open).saved());
  }

  @Override
  public List<String> damaged() {
    return database.read(open -> new SearchTable(open).damaged());
  }

  @Override
  public void save(String name, SearchRequest request) {
    String checked = GivenNames.checked(name);
    database.change(open -> new SearchTable(open).save(checked, request));
  }

  @Override
  public void delete(long id) {
    database.change(open -> new SearchTable(open).delete(id));
  }

  @Override
  public void clearHistory() {
    database.change(open -> new SearchTable(open).clearHistory());
  }
}
