package org.kamcl.explorer.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.FileNames;
import org.kamcl.file.JsonNumbers;

/**
 * Items of STAC 1.0.0, whose asset is the image file. What STAC does not define begins with {@code
 * kamcl:}.
 */
final class StacItemJson {
  static final String VERSION = "1.0.0";

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  /** An item without a time must have an interval: the one that contains every time. */
  private static final String EARLIEST = "0001-01-01T00:00:00Z";

  private static final String LATEST = "9999-12-31T23:59:59Z";

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "tif", "image/tiff",
          "tiff", "image/tiff",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "png", "image/png",
          "jp2", "image/jp2",
          "gif", "image/gif",
          "bmp", "image/bmp",
          "webp", "image/webp");

  private StacItemJson() {}

  /** The id of the item of an image, which is also a file name. */
  static String id(ImageRecord image) {
    return "kamcl-" + image.id();
  }

  /** The text of a JSON document. */
  static String text(JsonObject json) {
    return GSON.toJson(JsonNumbers.finite(json));
  }

  /**
   * An item.
   *
   * @param links to other documents
   */
  static JsonObject of(HitColumn.Row row, JsonArray links) {
    ImageRecord image = row.image();
    JsonObject item = new JsonObject();
    item.addProperty("type", "Feature");
    item.addProperty("stac_version", VERSION);
    item.add("stac_extensions", new JsonArray());
    item.addProperty("id", id(image));
    Optional<Footprint> footprint = image.footprint();
    item.add(
        "geometry",
        footprint.map(f -> (JsonElement) GeoJsonGeometry.of(f)).orElse(JsonNull.INSTANCE));
    footprint.ifPresent(f -> item.add("bbox", box(f)));
    item.add("properties", properties(row));
    item.add("links", links);
    JsonObject assets = new JsonObject();
    assets.add("data", asset(image.file()));
    item.add("assets", assets);
    return item;
  }

  /** West is greater than east if the footprint crosses the antimeridian. */
  private static JsonArray box(Footprint footprint) {
    List<double[]> boxes = footprint.boundingBoxes();
    double[] first = boxes.get(0);
    double west = first[0];
    double east = first[2];
    double south = first[1];
    double north = first[3];
    if (boxes.size() > 1) {
      // The part that ends at 180 degrees is the western one.
      double[] western = first[2] >= 180 ? first : boxes.get(1);
      double[] eastern = first[2] >= 180 ? boxes.get(1) : first;
      west = western[0];
      east = eastern[2];
      south = Math.min(western[1], eastern[1]);
      north = Math.max(western[3], eastern[3]);
    }
    JsonArray box = new JsonArray();
    for (double degrees : new double[] {west, south, east, north}) {
      box.add(GeoJsonGeometry.rounded(degrees));
    }
    return box;
  }

  private static JsonObject properties(HitColumn.Row row) {
    ImageRecord image = row.image();
    JsonObject properties = new JsonObject();
    // Only the day of an image is known, not its time.
    properties.add("datetime", JsonNull.INSTANCE);
    Optional<LocalDate> date = image.date();
    properties.addProperty("start_datetime", date.map(d -> d + "T00:00:00Z").orElse(EARLIEST));
    properties.addProperty("end_datetime", date.map(d -> d + "T23:59:59Z").orElse(LATEST));
    properties.addProperty("title", FileNames.display(image.file()));
    image.gsd().ifPresent(meters -> properties.addProperty("gsd", meters));
    if (!row.tags().isEmpty()) {
      properties.add("keywords", array(row.tags()));
    }
    SearchHit hit = row.hit();
    properties.addProperty("kamcl:rank", hit.rank());
    if (!hit.isListed()) {
      properties.addProperty("kamcl:score", hit.score());
      properties.addProperty("kamcl:false_match_rate", hit.falseMatchRate());
      properties.addProperty("kamcl:match", hit.band().name().toLowerCase(Locale.ROOT));
      JsonObject terms = new JsonObject();
      row.terms().forEach(t -> terms.addProperty(QueryWriter.write(t.term()), t.score()));
      properties.add("kamcl:term_scores", terms);
      properties.add(
          "kamcl:concepts", array(hit.concepts().stream().map(SharedConcept::name).toList()));
    }
    properties.addProperty("kamcl:image", image.id());
    properties.addProperty("kamcl:collection", image.collection());
    image
        .tile()
        .ifPresent(
            tile -> {
              JsonArray bounds = new JsonArray();
              bounds.add(tile.x());
              bounds.add(tile.y());
              bounds.add(tile.width());
              bounds.add(tile.height());
              properties.add("kamcl:tile", bounds);
            });
    if (!image.crs().isEmpty()) {
      properties.addProperty("kamcl:crs", image.crs());
    }
    if (!image.captions().isEmpty()) {
      properties.add("kamcl:captions", array(image.captions()));
    }
    return properties;
  }

  private static JsonObject asset(Path file) {
    JsonObject asset = new JsonObject();
    asset.addProperty("href", file.toUri().toString());
    String name = file.toString();
    Optional.ofNullable(
            MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
        .ifPresent(type -> asset.addProperty("type", type));
    asset.add("roles", array(List.of("data")));
    return asset;
  }

  private static JsonArray array(Collection<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
