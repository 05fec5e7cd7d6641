package org.kamcl.explorer.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.BandRendering;

/** Band renderings as JSON: {@code {"bands":[4,3,2],"low":1.0,"high":99.0}}. */
public final class BandRenderingJson {
  private BandRenderingJson() {}

  /** The text of a band rendering. */
  public static String format(BandRendering rendering) {
    JsonArray bands = new JsonArray();
    rendering.bands().forEach(bands::add);
    JsonObject json = new JsonObject();
    json.add("bands", bands);
    json.addProperty("low", rendering.lowPercentile());
    json.addProperty("high", rendering.highPercentile());
    return json.toString();
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws RuntimeException of various kinds if the text is damaged
   */
  public static BandRendering parse(String text) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    List<Integer> bands = new ArrayList<>();
    for (JsonElement band : json.getAsJsonArray("bands")) {
      bands.add(band.getAsInt());
    }
    return new BandRendering(bands, json.get("low").getAsDouble(), json.get("high").getAsDouble());
  }
}
