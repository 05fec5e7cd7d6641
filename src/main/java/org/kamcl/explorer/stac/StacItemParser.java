package org.kamcl.explorer.stac;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.file.JsonValues;

/** Reads an item. What is invalid in it is reported, and the rest is used. */
final class StacItemParser {
  /** Roles and keys of assets, the best to look at first. */
  private static final List<Set<String>> PREFERRED =
      List.of(
          Set.of("visual", "rendered_preview"),
          Set.of("data", "image"),
          // Any other asset has this place.
          Set.of(),
          Set.of("overview"),
          Set.of("thumbnail"),
          Set.of("metadata"));

  private static final int OTHER = 2;

  /** The beginning of an interval that contains every time. */
  private static final LocalDate UNKNOWN = LocalDate.of(1, 1, 1);

  private final Path document;
  private final Predicate<Path> isImage;
  private final Consumer<String> remote;
  private final List<Problem> problems = new ArrayList<>();

  StacItemParser(Path document, Predicate<Path> isImage, Consumer<String> remote) {
    this.document = document;
    this.isImage = isImage;
    this.remote = remote;
  }

  List<Problem> problems() {
    return problems;
  }

  StacItem parse(JsonObject item, List<String> keywords) {
    String id = StacJson.text(item, "id");
    JsonObject properties = StacJson.object(item, "properties");
    Set<String> tags = new LinkedHashSet<>(keywords);
    // What this program exported of a tile says nothing about the rest of its file.
    boolean part = properties.has("kamcl:tile");
    if (!part) {
      tags.addAll(StacJson.texts(properties, "keywords"));
    }
    return new StacItem(
        id,
        document,
        part ? Optional.empty() : footprint(id, item),
        date(id, properties),
        List.copyOf(tags),
        assets(item));
  }

  private Optional<Footprint> footprint(String id, JsonObject item) {
    try {
      return JsonValues.read(() -> StacGeometry.of(item));
    } catch (JsonParseException e) {
      problems.add(Problem.of(StacError.GEOMETRY_INVALID, document, id).in(document));
      return Optional.empty();
    }
  }

  /** The day of the item, or the first of its interval. */
  private Optional<LocalDate> date(String id, JsonObject properties) {
    String text = StacJson.text(properties, "datetime");
    if (text.isEmpty()) {
      text = StacJson.text(properties, "start_datetime");
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate day =
          OffsetDateTime.parse(text.toUpperCase(Locale.ROOT).replace(' ', 'T'))
              .withOffsetSameInstant(ZoneOffset.UTC)
              .toLocalDate();
      return Optional.of(day).filter(d -> !d.equals(UNKNOWN));
    } catch (DateTimeException e) {
      problems.add(Problem.of(StacError.DATE_INVALID, document, id, text).in(document));
      return Optional.empty();
    }
  }

  /** An asset that is an image file of this machine. */
  private record Asset(int place, boolean exists, Path file) {}

  private List<Path> assets(JsonObject item) {
    List<Asset> found = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : StacJson.object(item, "assets").entrySet()) {
      if (!entry.getValue().isJsonObject()) {
        continue;
      }
      JsonObject asset = entry.getValue().getAsJsonObject();
      String href = StacJson.text(asset, "href");
      if (StacHref.isRemote(href)) {
        remote.accept(href);
        continue;
      }
      StacHref.resolve(document, href)
          .filter(isImage)
          .map(file -> new Asset(place(entry.getKey(), asset), Files.isRegularFile(file), file))
          .ifPresent(found::add);
    }
    // Stable: of equal ones, the first in the document.
    found.sort(
        Comparator.comparing((Asset asset) -> !asset.exists()).thenComparingInt(Asset::place));
    return found.stream().map(Asset::file).distinct().toList();
  }

  /** The place of an asset by its roles or, without any, by its key; smaller is better. */
  private static int place(String key, JsonObject asset) {
    List<String> names = StacJson.texts(asset, "roles");
    if (names.isEmpty()) {
      names = List.of(key);
    }
    for (int i = 0; i < PREFERRED.size(); i++) {
      for (String name : names) {
        if (PREFERRED.get(i).contains(name.toLowerCase(Locale.ROOT))) {
          return i;
        }
      }
    }
    return OTHER;
  }
}
