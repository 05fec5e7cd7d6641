package org.kamcl.explorer.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.OutputFolder;

/**
 * A static catalog of STAC: one file that links to an item file per hit, in a folder beside it. All
 * links between them are relative, so that both can be moved together.
 */
final class StacCatalogExporter implements HitExporter {
  private static final String JSON = "application/json";
  private static final String GEO_JSON = "application/geo+json";

  private final SearchCommandLine command;
  private final ImageDetails details;

  StacCatalogExporter(SearchCommandLine command, ImageDetails details) {
    this.command = command;
    this.details = details;
  }

  @Override
  public ExportFormat format() {
    return new ExportFormat("catalog", ".catalog.json", true, false);
  }

  @Override
  public void write(SearchResult result, Path target, Runnable safePoint) throws IOException {
    Path folder = FileWithFolder.folderOf(target, "_items");
    FileWithFolder.replace(
        target,
        folder,
        (out, items) -> {
          writeItems(result, items, target.getFileName().toString(), safePoint);
          writeCatalog(result, out, target, folder);
        });
  }

  private void writeItems(
      SearchResult result, OutputFolder items, String catalog, Runnable safePoint)
      throws IOException {
    for (SearchHit hit : result.hits()) {
      safePoint.run();
      JsonArray links = new JsonArray();
      links.add(link("root", "../" + HtmlText.encoded(catalog)));
      links.add(link("parent", "../" + HtmlText.encoded(catalog)));
      JsonObject item = StacItemJson.of(HitColumn.Row.of(result, hit, details), links);
      Files.writeString(
          items.claim(itemFile(hit)), StacItemJson.text(item) + "\n", StandardCharsets.UTF_8);
    }
  }

  private static String itemFile(SearchHit hit) {
    return StacItemJson.id(hit.image()) + ".json";
  }

  private static JsonObject link(String relation, String href) {
    JsonObject link = new JsonObject();
    link.addProperty("rel", relation);
    link.addProperty("href", href);
    link.addProperty("type", JSON);
    return link;
  }

  private void writeCatalog(SearchResult result, Writer out, Path target, Path folder)
      throws IOException {
    String query = QueryWriter.write(result.request().query());
    String name = target.getFileName().toString();
    JsonWriter json = new JsonWriter(out);
    json.setHtmlSafe(false);
    json.beginObject();
    json.name("type").value("Catalog");
    json.name("stac_version").value(StacItemJson.VERSION);
    String base = name.replaceAll("(?i)(\\.?catalog)?\\.json$", "");
    json.name("id").value(base.isEmpty() ? "kamcl" : "kamcl-" + base);
    json.name("description")
        .value(query.isEmpty() ? "Images of the archive" : "Hits of the query " + query);
    json.name("kamcl:query").value(query);
    json.name("kamcl:model").value(result.model());
    json.name("kamcl:command").value(command.of(result));
    json.name("links").beginArray();
    json.jsonValue(StacItemJson.text(link("root", "./" + HtmlText.encoded(name))));
    String items = "./" + HtmlText.encoded(folder.getFileName().toString()) + "/";
    for (SearchHit hit : result.hits()) {
      JsonObject link = link("item", items + itemFile(hit));
      link.addProperty("type", GEO_JSON);
      link.addProperty("title", String.valueOf(hit.image().file().getFileName()));
      out.write('\n');
      json.jsonValue(StacItemJson.text(link));
    }
    json.endArray().endObject();
    json.flush();
    out.write('\n');
  }
}
