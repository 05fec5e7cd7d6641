package org.kamcl.explorer.archive;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageSubset;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;

/** Filters and feedback as JSON; equal ones are written equally. */
public final class SearchRequestJson {
  private static final Gson GSON = new Gson();

  private SearchRequestJson() {}

  /** The filter of a request, and the order in which it lists images without a query. */
  public static String filter(SearchRequest request) {
    JsonObject json = json(request.filter());
    if (request.isListing()) {
      json.addProperty("sort", request.order().key().name());
      json.addProperty("reversed", request.order().reversed());
    }
    return GSON.toJson(json);
  }

  /** The text of a filter with other collections; what else it says is kept. */
  public static String withCollections(String text, Set<String> names) {
    JsonObject changed = json(filter(text).withCollections(names));
    JsonParser.parseString(text).getAsJsonObject().entrySet().stream()
        .filter(entry -> entry.getKey().equals("sort") || entry.getKey().equals("reversed"))
        .forEach(entry -> changed.add(entry.getKey(), entry.getValue()));
    return GSON.toJson(changed);
  }

  /** The order in which a request lists images. */
  public static ImageOrder order(String text) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    if (!json.has("sort")) {
      return ImageOrder.DEFAULT;
    }
    String name = json.get("sort").getAsString();
    return Arrays.stream(ImageOrder.Key.values())
        .filter(key -> key.name().equals(name))
        .findFirst()
        .map(key -> new ImageOrder(key, json.get("reversed").getAsBoolean()))
        .orElse(ImageOrder.DEFAULT);
  }

  /** Only what narrows a search is named. */
  private static JsonObject json(SearchFilter filter) {
    JsonObject json = new JsonObject();
    filter
        .area()
        .ifPresent(
            area -> {
              List<GeoPoint> outline = area.simpleOutline();
              if (outline.isEmpty()) {
                json.add("polygons", polygons(area));
              } else {
                json.add("area", ring(outline));
              }
            });
    filter.since().ifPresent(day -> json.addProperty("since", day.toString()));
    filter.until().ifPresent(day -> json.addProperty("until", day.toString()));
    addTexts(json, "collections", filter.collections());
    filter.minGsd().ifPresent(metres -> json.addProperty("finest", metres));
    filter.maxGsd().ifPresent(metres -> json.addProperty("coarsest", metres));
    addTexts(json, "tags", filter.tags());
    if (filter.locationMissing()) {
      json.addProperty("unplaced", true);
    }
    if (filter.dateMissing()) {
      json.addProperty("undated", true);
    }
    filter.subset().ifPresent(subset -> json.add("subset", subset(subset)));
    return json;
  }

  private static JsonObject subset(ImageSubset subset) {
    JsonObject json = new JsonObject();
    json.addProperty("concept", subset.concept());
    json.add("images", GSON.toJsonTree(List.copyOf(new TreeSet<>(subset.images()))));
    return json;
  }

  /** The rings of each polygon, its outline first. */
  private static JsonArray polygons(GeoArea area) {
    JsonArray polygons = new JsonArray();
    for (GeoArea.Polygon polygon : area.polygons()) {
      JsonArray rings = new JsonArray();
      rings.add(ring(polygon.outline()));
      polygon.holes().forEach(hole -> rings.add(ring(hole)));
      polygons.add(rings);
    }
    return polygons;
  }

  private static JsonArray ring(List<GeoPoint> points) {
    JsonArray ring = new JsonArray();
    for (GeoPoint p : points) {
      JsonArray point = new JsonArray();
      point.add(p.lon());
      point.add(p.lat());
      ring.add(point);
    }
    return ring;
  }

  private static void addTexts(JsonObject json, String name, Collection<String> texts) {
    if (!texts.isEmpty()) {
      json.add(name, GSON.toJsonTree(List.copyOf(new TreeSet<>(texts))));
    }
  }

  /**
   * Reads the filter of what {@link #filter(SearchRequest)} wrote.
   *
   * @throws RuntimeException of various kinds if the text is damaged
   */
  public static SearchFilter filter(String text) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    return SearchFilter.NONE
        .withArea(area(json))
        .withDates(
            Optional.ofNullable(json.get("since")).map(day -> LocalDate.parse(day.getAsString())),
            Optional.ofNullable(json.get("until")).map(day -> LocalDate.parse(day.getAsString())))
        .withCollections(texts(json.get("collections")))
        .withGsd(number(json.get("finest")), number(json.get("coarsest")))
        .withTags(texts(json.get("tags")))
        .withLocationMissing(json.has("unplaced"))
        .withDateMissing(json.has("undated"))
        .withSubset(
            Optional.ofNullable(json.getAsJsonObject("subset"))
                .map(
                    subset ->
                        new ImageSubset(
                            subset.get("concept").getAsString(), ids(subset.get("images")))));
  }

  private static Optional<GeoArea> area(JsonObject json) {
    if (json.has("area")) {
      return Optional.of(GeoArea.of(points(json.get("area"))));
    }
    if (!json.has("polygons")) {
      return Optional.empty();
    }
    List<GeoArea.Polygon> polygons = new ArrayList<>();
    for (JsonElement polygon : json.getAsJsonArray("polygons")) {
      List<List<GeoPoint>> rings = new ArrayList<>();
      polygon.getAsJsonArray().forEach(ring -> rings.add(points(ring)));
      polygons.add(new GeoArea.Polygon(rings.get(0), rings.subList(1, rings.size())));
    }
    return Optional.of(new GeoArea(polygons));
  }

  private static List<GeoPoint> points(JsonElement ring) {
    List<GeoPoint> points = new ArrayList<>();
    for (JsonElement element : ring.getAsJsonArray()) {
      JsonArray point = element.getAsJsonArray();
      points.add(new GeoPoint(point.get(0).getAsDouble(), point.get(1).getAsDouble()));
    }
    return points;
  }

  private static Set<String> texts(JsonElement list) {
    Set<String> texts = new HashSet<>();
    if (list != null) {
      list.getAsJsonArray().forEach(text -> texts.add(text.getAsString()));
    }
    return texts;
  }

  private static OptionalDouble number(JsonElement number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number.getAsDouble());
  }

  /** The text of relevance feedback. */
  public static String of(RelevanceFeedback relevanceFeedback) {
    JsonObject json = new JsonObject();
    json.add("good", GSON.toJsonTree(List.copyOf(new TreeSet<>(relevanceFeedback.relevant()))));
    json.add("bad", GSON.toJsonTree(List.copyOf(new TreeSet<>(relevanceFeedback.notRelevant()))));
    return GSON.toJson(json);
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws RuntimeException of various kinds if the text is damaged
   */
  public static RelevanceFeedback feedback(String text) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    return new RelevanceFeedback(ids(json.get("good")), ids(json.get("bad")));
  }

  private static Set<Long> ids(JsonElement list) {
    Set<Long> ids = new HashSet<>();
    list.getAsJsonArray().forEach(id -> ids.add(id.getAsLong()));
    return ids;
  }
}
