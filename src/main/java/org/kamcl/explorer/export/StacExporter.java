package org.kamcl.explorer.export;

import com.google.gson.JsonArray;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryWriter;

/** An ItemCollection of STAC: one item per hit, all in one file. */
final class StacExporter implements HitExporter {
  private final SearchCommandLine command;
  private final ImageDetails details;

  StacExporter(SearchCommandLine command, ImageDetails details) {
    this.command = command;
    this.details = details;
  }

  @Override
  public ExportFormat format() {
    return new ExportFormat("stac", ".stac.json", true, false);
  }

  @Override
  public void write(SearchResult result, Path target, Runnable safePoint) throws IOException {
    TextFileExporter.replace(target, out -> write(result, out, safePoint));
  }

  private void write(SearchResult result, Writer out, Runnable safePoint) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.setHtmlSafe(false);
    json.beginObject();
    json.name("type").value("FeatureCollection");
    json.name("kamcl:query").value(QueryWriter.write(result.request().query()));
    json.name("kamcl:model").value(result.model());
    json.name("kamcl:command").value(command.of(result));
    json.name("features").beginArray();
    for (SearchHit hit : result.hits()) {
      safePoint.run();
      out.write('\n');
      HitColumn.Row row = HitColumn.Row.of(result, hit, details);
      json.jsonValue(StacItemJson.text(StacItemJson.of(row, new JsonArray())));
    }
    json.endArray().endObject();
    json.flush();
    out.write('\n');
  }
}
