package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;

/** Prints images that are listed without a query, as a table or as JSON. */
final class ImageListPrinter {
  private ImageListPrinter() {}

  static void table(CommandOutput commandOutput, SearchResult result) {
    if (result.candidates() == 0) {
      commandOutput.printNote("No images match the filters. Remove a filter.");
      return;
    }
    commandOutput.printLine("%6s  %-10s  %8s  %s", "id", "date", "gsd", "image");
    for (SearchHit hit : result.hits()) {
      ImageRecord image = hit.image();
      commandOutput.printLine(
          "%6d  %-10s  %8s  %s",
          image.id(),
          image.date().map(Object::toString).orElse(""),
          image.gsd().isPresent()
              ? String.format(Locale.ROOT, "%.3g m", image.gsd().getAsDouble())
              : "",
          SearchResultPrinter.image(image));
    }
    commandOutput.printNote(
        String.format(Locale.ROOT, "%,d of %,d images", result.hits().size(), result.candidates()));
  }

  static JsonObject json(SearchResult result) {
    JsonObject json = new JsonObject();
    json.addProperty("sort", result.request().order().key().name().toLowerCase(Locale.ROOT));
    json.addProperty("reverse", result.request().order().reversed());
    json.addProperty("images", result.candidates());
    json.addProperty("milliseconds", result.duration().toMillis());
    JsonArray hits = new JsonArray();
    for (SearchHit hit : result.hits()) {
      JsonObject one = new JsonObject();
      one.addProperty("rank", hit.rank());
      SearchResultPrinter.addImage(one, hit.image());
      hits.add(one);
    }
    json.add("hits", hits);
    return json;
  }
}
