package org.kamcl.explorer.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.GeoPoint;

/** Entries of files as JSON, without what an archive keeps in fields of its own anyway. */
public final class FileEntryJson {
  private FileEntryJson() {}

  /**
   * The text of an entry.
   *
   * @param before the stored text, whose location and captions are kept where the entry has none;
   *     empty if there is none
   */
  public static String format(FileEntry entry, String before) {
    JsonObject known =
        before.isEmpty() ? new JsonObject() : JsonParser.parseString(before).getAsJsonObject();
    JsonObject json = new JsonObject();
    json.addProperty("size", entry.size());
    json.addProperty("modified", entry.modified());
    json.addProperty("images", entry.imageCount());
    json.addProperty("georeferencing", entry.code().georeferencing());
    json.addProperty("reading", entry.code().reading());
    entry.crs().ifPresent(crs -> json.add("crs", crs(crs)));
    if (entry.location().isPresent()) {
      json.add("location", location(entry.location().get()));
    } else if (known.has("location")) {
      json.add("location", known.get("location"));
    }
    if (!entry.captions().isEmpty()) {
      JsonArray splits = new JsonArray();
      entry.captions().forEach(caption -> splits.add(caption.split()));
      json.add("splits", splits);
    } else if (known.has("splits")) {
      json.add("splits", known.get("splits"));
    }
    return json.toString();
  }

  private static JsonObject crs(CrsAssignment crs) {
    JsonObject json = new JsonObject();
    json.addProperty("decided", crs.decided());
    crs.epsg().ifPresent(epsg -> json.addProperty("epsg", epsg));
    return json;
  }

  private static JsonObject location(ImageLocation location) {
    JsonObject json = new JsonObject();
    json.addProperty("lon", location.center().lon());
    json.addProperty("lat", location.center().lat());
    location.date().ifPresent(day -> json.addProperty("date", day.toString()));
    location.widthMeters().ifPresent(width -> json.addProperty("width", width));
    return json;
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @param text empty for an entry of which nothing else is known
   * @param sentences its captions
   * @throws RuntimeException of various kinds if the text is damaged
   */
  public static FileEntry parse(
      String text,
      String collection,
      Path path,
      String sha256,
      String tiling,
      List<String> sentences) {
    JsonObject json =
        text.isEmpty() ? new JsonObject() : JsonParser.parseString(text).getAsJsonObject();
    JsonArray splits = json.has("splits") ? json.getAsJsonArray("splits") : new JsonArray();
    List<Caption> captions = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      captions.add(
          new Caption(sentences.get(i), i < splits.size() ? splits.get(i).getAsString() : ""));
    }
    return new FileEntry(
        collection,
        path,
        number(json, "size", 0),
        number(json, "modified", 0),
        sha256,
        tiling,
        (int) number(json, "images", 1),
        Optional.ofNullable(json.getAsJsonObject("location")).map(FileEntryJson::location),
        captions,
        Optional.ofNullable(json.getAsJsonObject("crs")).map(FileEntryJson::crs),
        new CodeVersions(
            (int) number(json, "georeferencing", CodeVersions.FIRST.georeferencing()),
            (int) number(json, "reading", CodeVersions.FIRST.reading())));
  }

  private static long number(JsonObject json, String name, long missing) {
    JsonElement number = json.get(name);
    return number == null ? missing : number.getAsLong();
  }

  private static CrsAssignment crs(JsonObject json) {
    JsonElement epsg = json.get("epsg");
    return new CrsAssignment(
        json.get("decided").getAsBoolean(),
        epsg == null ? OptionalInt.empty() : OptionalInt.of(epsg.getAsInt()));
  }

  private static ImageLocation location(JsonObject json) {
    JsonElement width = json.get("width");
    return new ImageLocation(
        new GeoPoint(json.get("lon").getAsDouble(), json.get("lat").getAsDouble()),
        Optional.ofNullable(json.get("date")).map(day -> LocalDate.parse(day.getAsString())),
        width == null ? OptionalDouble.empty() : OptionalDouble.of(width.getAsDouble()));
  }
}
