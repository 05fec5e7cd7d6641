package org.kamcl.explorer.export;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.UnwrappedRing;
import org.kamcl.explorer.query.QueryWriter;

/** The {@code kamcl search} command that repeats a search, quoted for the shell. */
public final class SearchCommandLine {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^-]+");

  private final Path home;
  private final boolean windows;

  /**
   * @param home the workspace
   */
  public SearchCommandLine(Path home) {
    this(home, System.getProperty("os.name", "").startsWith("Windows"));
  }

  /**
   * @param windows whether for the shell of Windows
   */
  SearchCommandLine(Path home, boolean windows) {
    this.home = home.toAbsolutePath();
    this.windows = windows;
  }

  /** The command for a result. */
  public String of(SearchResult result) {
    return of(result.request(), result.model());
  }

  /**
   * The command for a search.
   *
   * @param model that embeds the query
   */
  public String of(SearchRequest request, String model) {
    List<String> words = new ArrayList<>(List.of("kamcl", "search"));
    filter(words, request.filter());
    RelevanceFeedback feedback = request.feedback().orElse(RelevanceFeedback.NONE);
    ids(words, "--relevant", feedback.relevant());
    ids(words, "--not-relevant", feedback.notRelevant());
    words.addAll(List.of("--top", "" + request.top()));
    if (request.isListing()) {
      words.addAll(List.of("--sort", request.order().key().name().toLowerCase(Locale.ROOT)));
      if (request.order().reversed()) {
        words.add("--reverse");
      }
    } else {
      words.addAll(List.of("--model", model));
    }
    words.addAll(List.of("--workspace", home.toString()));
    String query = QueryWriter.write(request.query());
    if (query.startsWith("-")) {
      // Otherwise its first word would be parsed as an option.
      words.add("--");
    }
    if (!query.isEmpty()) {
      words.add(query);
    }
    return words.stream().map(this::quoted).collect(Collectors.joining(" "));
  }

  private static void filter(List<String> words, SearchFilter filter) {
    filter.area().ifPresent(area -> area(words, area));
    filter.since().map(LocalDate::toString).ifPresent(d -> words.addAll(List.of("--since", d)));
    filter.until().map(LocalDate::toString).ifPresent(d -> words.addAll(List.of("--until", d)));
    for (String name : new TreeSet<>(filter.collections())) {
      words.addAll(List.of("--collection", name));
    }
    if (filter.minGsd().isPresent() || filter.maxGsd().isPresent()) {
      words.addAll(List.of("--gsd", bound(filter.minGsd()) + "," + bound(filter.maxGsd())));
    }
    for (String tag : new TreeSet<>(filter.tags())) {
      words.addAll(List.of("--tag", tag));
    }
    if (filter.locationMissing()) {
      words.add("--without-location");
    }
    if (filter.dateMissing()) {
      words.add("--without-date");
    }
  }

  private static void area(List<String> words, GeoArea area) {
    List<GeoPoint> ring = area.simpleOutline();
    if (ring.isEmpty()) {
      words.add("--area=" + geoJson(area));
      return;
    }
    GeoPoint first = ring.get(0);
    GeoPoint last = ring.get(ring.size() / 2);
    GeoArea box = GeoArea.box(first.lon(), first.lat(), last.lon(), last.lat());
    if (first.lat() <= last.lat() && box.equals(area)) {
      // In one word with its option: a negative number would be parsed as another option.
      words.add(
          "--bbox="
              + String.join(
                  ",",
                  degrees(first.lon()),
                  degrees(first.lat()),
                  degrees(last.lon()),
                  degrees(last.lat())));
      return;
    }
    words.add(
        "--area="
            + ring.stream()
                .map(p -> degrees(p.lon()) + "," + degrees(p.lat()))
                .collect(Collectors.joining(" ")));
  }

  private static String geoJson(GeoArea area) {
    return area.polygons().stream()
        .map(
            polygon ->
                Stream.concat(Stream.of(polygon.outline()), polygon.holes().stream())
                    .map(SearchCommandLine::ring)
                    .collect(Collectors.joining(",", "[", "]")))
        .collect(Collectors.joining(",", "{\"type\":\"MultiPolygon\",\"coordinates\":[", "]}"));
  }

  /** A ring whose longitudes continue beyond the antimeridian: GeoJSON's edges are straight. */
  private static String ring(List<GeoPoint> corners) {
    UnwrappedRing ring = new UnwrappedRing(corners);
    return IntStream.range(0, ring.size() + 1)
        .map(i -> i % ring.size())
        .mapToObj(i -> "[" + degrees(ring.lon(i)) + "," + degrees(ring.lat(i)) + "]")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void ids(List<String> words, String option, Set<Long> ids) {
    if (!ids.isEmpty()) {
      String all =
          new TreeSet<>(ids).stream().map(String::valueOf).collect(Collectors.joining(","));
      words.addAll(List.of(option, all));
    }
  }

  private static String bound(OptionalDouble value) {
    return value.isPresent() ? degrees(value.getAsDouble()) : "";
  }

  /** A number without an exponent. */
  private static String degrees(double value) {
    String text = String.format(Locale.ROOT, "%.9f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    return windows
        ? '"' + word.replace("\"", "\\\"") + '"'
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
