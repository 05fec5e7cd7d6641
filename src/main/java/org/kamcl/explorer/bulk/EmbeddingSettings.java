package org.kamcl.explorer.bulk;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.archive.BandRenderingJson;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.file.SealedJson;

/**
 * What a folder of embeddings was made with. All its embeddings have the same.
 *
 * @param model the model
 * @param tiling how scenes are tiled
 * @param rendering band rendering of rasters
 * @param assignedEpsg CRS of files that have coordinates but none, if one was assigned
 */
public record EmbeddingSettings(
    ModelId model, TilingSpec tiling, BandRendering rendering, Optional<Integer> assignedEpsg) {
  /** Name of their file in the folder. */
  public static final String FILE = "settings.json";

  /** As the text of a file. */
  public String format() {
    return SealedJson.write(json());
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws RuntimeException of various kinds if the text is damaged
   */
  public static EmbeddingSettings parse(String text) {
    return of(SealedJson.read(text));
  }

  /** The settings in one line, for people. */
  public String summary() {
    JsonObject json = json();
    json.addProperty("modelHash", model.hash().substring(0, Math.min(8, model.hash().length())));
    return json.toString();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("model", model.name());
    json.addProperty("modelHash", model.hash());
    json.addProperty("tileSize", tiling.tileSize());
    json.addProperty("tileUnit", tiling.inPixels() ? "px" : "m");
    json.addProperty("overlap", tiling.overlap());
    tiling.gsd().ifPresent(gsd -> json.addProperty("gsd", gsd));
    json.addProperty("bandRendering", BandRenderingJson.format(rendering));
    assignedEpsg.ifPresent(epsg -> json.addProperty("assignedEpsg", epsg));
    return json;
  }

  static EmbeddingSettings of(JsonObject json) {
    return new EmbeddingSettings(
        new ModelId(json.get("modelHash").getAsString(), json.get("model").getAsString()),
        new TilingSpec(
            json.get("tileSize").getAsDouble(),
            json.get("tileUnit").getAsString().equals("px"),
            json.get("overlap").getAsDouble(),
            json.has("gsd")
                ? OptionalDouble.of(json.get("gsd").getAsDouble())
                : OptionalDouble.empty()),
        BandRenderingJson.parse(json.get("bandRendering").getAsString()),
        json.has("assignedEpsg")
            ? Optional.of(json.get("assignedEpsg").getAsInt())
            : Optional.empty());
  }
}
