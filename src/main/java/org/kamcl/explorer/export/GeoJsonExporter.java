package org.kamcl.explorer.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.JsonNumbers;

/** GeoJSON (RFC 7946): one feature per hit; hits without a footprint have no geometry. */
final class GeoJsonExporter extends TextFileExporter {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final SearchCommandLine command;

  GeoJsonExporter(SearchCommandLine command) {
    super(new ExportFormat("geojson", ".geojson", true, false));
    this.command = command;
  }

  @Override
  void write(SearchResult result, Writer out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.setHtmlSafe(false);
    json.beginObject();
    json.name("type").value("FeatureCollection");
    json.name("name").value(QueryWriter.write(result.request().query()));
    json.name("model").value(result.model());
    json.name("compared").value(result.compared());
    json.name("command").value(command.of(result));
    json.name("features").beginArray();
    for (SearchHit hit : result.hits()) {
      out.write('\n');
      json.jsonValue(GSON.toJson(JsonNumbers.finite(feature(hit))));
    }
    json.endArray().endObject();
    json.flush();
    out.write('\n');
  }

  private static JsonObject feature(SearchHit hit) {
    ImageRecord image = hit.image();
    JsonObject feature = new JsonObject();
    feature.addProperty("type", "Feature");
    feature.addProperty("id", image.id());
    feature.add(
        "geometry",
        image.footprint().map(f -> (JsonElement) GeoJsonGeometry.of(f)).orElse(JsonNull.INSTANCE));
    JsonObject properties = new JsonObject();
    properties.addProperty("rank", hit.rank());
    if (!hit.isListed()) {
      properties.addProperty("score", hit.score());
      properties.addProperty("falseMatchRate", hit.falseMatchRate());
      properties.addProperty("strongMatch", hit.strong());
      properties.addProperty("match", hit.band().name().toLowerCase(Locale.ROOT));
    }
    properties.addProperty("image", image.id());
    properties.addProperty("collection", image.collection());
    properties.addProperty("file", image.file().toString());
    image
        .tile()
        .ifPresent(
            w -> {
              properties.addProperty("tileX", w.x());
              properties.addProperty("tileY", w.y());
              properties.addProperty("tileWidth", w.width());
              properties.addProperty("tileHeight", w.height());
            });
    image.date().ifPresent(d -> properties.addProperty("date", d.toString()));
    image.gsd().ifPresent(m -> properties.addProperty("gsd", m));
    if (!image.crs().isEmpty()) {
      properties.addProperty("crs", image.crs());
    }
    JsonArray concepts = new JsonArray();
    hit.concepts().forEach(c -> concepts.add(c.name()));
    properties.add("concepts", concepts);
    JsonArray captions = new JsonArray();
    image.captions().forEach(captions::add);
    properties.add("captions", captions);
    feature.add("properties", properties);
    return feature;
  }
}
