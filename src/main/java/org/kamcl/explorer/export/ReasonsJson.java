package org.kamcl.explorer.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.JsonNumbers;
import org.kamcl.file.OutputFiles;

/** Why an image is a hit, as the JSON of {@code kamcl explain} with the hit in front. */
final class ReasonsJson {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create();

  private ReasonsJson() {}

  static void write(SearchHit hit, SearchRequest search, Explanation explanation, Path file)
      throws IOException {
    String json = GSON.toJson(JsonNumbers.finite(of(hit, search, explanation))) + "\n";
    OutputFiles.replace(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonObject of(SearchHit hit, SearchRequest search, Explanation explanation) {
    ImageRecord image = hit.image();
    JsonObject json = new JsonObject();
    json.addProperty("image", image.file().toString());
    image
        .tile()
        .ifPresent(
            tile -> {
              json.addProperty("tileX", tile.x());
              json.addProperty("tileY", tile.y());
              json.addProperty("tileWidth", tile.width());
              json.addProperty("tileHeight", tile.height());
            });
    json.addProperty("collection", image.collection());
    json.addProperty("query", QueryWriter.write(search.query()));
    json.addProperty("rank", hit.rank());
    json.addProperty("match", hit.band().name().toLowerCase(Locale.ROOT));
    json.addProperty("falseMatchRate", hit.falseMatchRate());
    ExplanationJson.of(explanation, true)
        .entrySet()
        .forEach(entry -> json.add(entry.getKey(), entry.getValue()));
    return json;
  }
}
