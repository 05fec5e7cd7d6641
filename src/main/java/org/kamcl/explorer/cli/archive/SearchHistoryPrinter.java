package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.kamcl.explorer.api.SearchLibrary.Entry;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.query.QueryWriter;

/** Prints the saved and the recent searches. */
final class SearchHistoryPrinter {
  private static final int RECENT = 50;

  private final CommandOutput commandOutput;

  SearchHistoryPrinter(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  /** Prints the named searches, then the last 50 others. */
  void print(ExplorerContext explorerContext, boolean json) {
    List<Entry> savedSearches = explorerContext.searchLibrary().saved();
    List<Entry> recent = explorerContext.searchLibrary().history(RECENT);
    explorerContext.search().listingWarning().ifPresent(commandOutput::printWarning);
    if (json) {
      JsonObject document = new JsonObject();
      document.add("saved", entries(savedSearches));
      document.add("history", entries(recent));
      commandOutput.printJson(document);
      return;
    }
    for (Entry entry : savedSearches) {
      commandOutput.printLine("%s: %s", entry.name(), line(entry));
    }
    for (Entry entry : recent) {
      commandOutput.printLine("%s  %s", entry.lastUsed(), line(entry));
    }
  }

  private static String line(Entry entry) {
    String text = QueryWriter.write(entry.request().query());
    boolean filtered = !entry.request().filter().isEmpty();
    if (entry.request().isListing()) {
      return "images sorted by "
          + entry.request().order().key().name().toLowerCase(Locale.ROOT)
          + (filtered ? " (filtered)" : "");
    }
    return String.format(
        Locale.ROOT,
        "%s%s, %,d strong matches",
        text,
        filtered ? " (filtered)" : "",
        entry.strongMatches());
  }

  private static JsonArray entries(List<Entry> entries) {
    JsonArray all = new JsonArray();
    for (Entry entry : entries) {
      JsonObject one = new JsonObject();
      one.addProperty("name", entry.name());
      one.addProperty("query", QueryWriter.write(entry.request().query()));
      one.addProperty("filtered", !entry.request().filter().isEmpty());
      one.addProperty("lastUsed", entry.lastUsed().toString());
      one.addProperty("strongMatches", entry.strongMatches());
      all.add(one);
    }
    return all;
  }
}
