package org.kamcl.explorer.bulk;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.Map;
import java.util.TreeMap;
import org.kamcl.file.SealedJson;

/**
 * States which files a part consists of. The part counts once this is written; a repeated task
 * writes files of other names, and the last commit of the unit of work counts.
 *
 * @param part name of its files
 * @param run number of the run that made it, from 1; later runs replace what earlier ones say about
 *     a file
 * @param rows number of rows of files
 * @param images number of images
 * @param hashes SHA-256 by the name of each file
 */
public record Commit(String part, int run, int rows, int images, Map<String, String> hashes) {
  /** Sorts the hashes by name. */
  public Commit {
    hashes = new TreeMap<>(hashes);
  }

  /** As the text of a file. */
  public String format() {
    return SealedJson.write(json());
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("part", part);
    json.addProperty("run", run);
    json.addProperty("rows", rows);
    json.addProperty("images", images);
    JsonObject files = new JsonObject();
    hashes.forEach(files::addProperty);
    json.add("hashes", files);
    return json;
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws JsonParseException if it is damaged
   */
  public static Commit parse(String text) {
    return of(SealedJson.read(text));
  }

  static Commit of(JsonObject json) {
    Map<String, String> hashes = new TreeMap<>();
    for (Map.Entry<String, JsonElement> file : json.getAsJsonObject("hashes").entrySet()) {
      hashes.put(file.getKey(), file.getValue().getAsString());
    }
    return new Commit(
        json.get("part").getAsString(),
        json.get("run").getAsInt(),
        json.get("rows").getAsInt(),
        json.get("images").getAsInt(),
        hashes);
  }
}
