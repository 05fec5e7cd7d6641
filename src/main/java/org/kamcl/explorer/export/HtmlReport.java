package org.kamcl.explorer.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.OutputFolder;

/** A report with the images of hits, to be read without the program. */
final class HtmlReport {
  private static final int SIDE = 512;
  private static final double PERCENT = 100;
  private static final String NOTHING_TO_EXPLAIN =
      "The images are listed without a query, so there is no score to explain.";
  private static final String HOW_TO_READ =
      "The map of a hit shows where the query is seen, yellow where most; where least, the image is"
          + " clear. The number of a word is how much the score drops without it. The numbers of a concept are"
          + " its strengths in image and query in percent.";
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private final SearchCommandLine command;
  private final ThumbnailSource thumbnails;
  private final ThumbnailWriter writer;
  private final OutputFolder writeTo;
  private final Path folder;
  private final Runnable safePoint;
  private final Optional<HtmlExplanation> explanation;

  /**
   * @param writeTo folder that images are written to
   * @param folder where that folder will be moved, beside the report
   * @param explanations explains the hits; empty for a report without explanations
   * @param safePoint is called before each image; what it throws ends the report
   */
  HtmlReport(
      SearchCommandLine command,
      ThumbnailSource thumbnails,
      ThumbnailWriter writer,
      OutputFolder writeTo,
      Path folder,
      Optional<ImageExplanations> explanations,
      Runnable safePoint) {
    this.command = command;
    this.thumbnails = thumbnails;
    this.writer = writer;
    this.writeTo = writeTo;
    this.folder = folder;
    this.safePoint = safePoint;
    this.explanation =
        explanations.map(
            all ->
                new HtmlExplanation(
                    all,
                    writer,
                    writeTo,
                    HtmlText.encoded(folder.getFileName().toString()),
                    safePoint));
  }

  /** The folder of the images of a report. */
  static Path folderOf(Path page) {
    return FileWithFolder.folderOf(page, "_files");
  }

  void write(SearchResult result, Writer out) throws IOException {
    boolean listing = result.request().isListing();
    String title = listing ? "Images" : escaped(QueryWriter.write(result.request().query()));
    out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.write("<title>" + title + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n");
    out.write("<header>\n<h1>" + title + "</h1>\n");
    out.write("<p>" + escaped(summary(result)) + "</p>\n");
    List<String> conditions = conditions(result.request().filter());
    if (!conditions.isEmpty()) {
      out.write("<p>" + escaped("Only " + String.join(", ", conditions) + ".") + "</p>\n");
    }
    if (!listing) {
      explainScores(result, out);
    }
    if (explanation.isPresent()) {
      out.write("<p class=\"note\">" + (listing ? NOTHING_TO_EXPLAIN : HOW_TO_READ) + "</p>\n");
    }
    out.write("<details><summary>Repeat this search</summary>\n<pre>");
    out.write(escaped(command.of(result)) + "</pre></details>\n</header>\n<main>\n");
    for (SearchHit hit : result.hits()) {
      hit(hit, result.request(), out);
    }
    out.write("</main>\n</body>\n</html>\n");
  }

  private static void explainScores(SearchResult result, Writer out) throws IOException {
    if (result.bestBand() == MatchBand.WEAK && result.compared() > 0) {
      out.write(
          String.format(
              Locale.ROOT,
              "<p class=\"none\">No confident match among %,d images. Closest first.</p>\n",
              result.compared()));
    }
    out.write(
        "<p class=\"note\">Strong matches, with a green edge, very likely show what the query asks"
            + " for. Possible matches may show it. Weak matches score no higher than unrelated"
            + " images often do. The percentage is the false match rate: how many of 100 random"
            + " pairs of image and text score as high. Green words are concepts that the image and"
            + " the query share.</p>\n");
  }

  private static String style() throws IOException {
    try (var css = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String summary(SearchResult result) {
    if (result.request().isListing()) {
      return String.format(
          Locale.ROOT, "%,d of %,d images.", result.hits().size(), result.candidates());
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d images that were compared, %,d of them strong matches. Model %s.",
        result.hits().size(),
        result.compared(),
        result.strongMatches(),
        result.model());
  }

  private static List<String> conditions(SearchFilter filter) {
    List<String> all = new ArrayList<>();
    filter.area().ifPresent(a -> all.add("in the selected area"));
    filter.since().ifPresent(d -> all.add("from " + d));
    filter.until().ifPresent(d -> all.add("until " + d));
    if (!filter.collections().isEmpty()) {
      all.add("in " + String.join(" or ", new TreeSet<>(filter.collections())));
    }
    filter.minGsd().ifPresent(m -> all.add("with a GSD of " + m + " m or more"));
    filter.maxGsd().ifPresent(m -> all.add("with a GSD of " + m + " m or less"));
    if (!filter.tags().isEmpty()) {
      all.add("tagged " + String.join(" and ", new TreeSet<>(filter.tags())));
    }
    if (filter.locationMissing()) {
      all.add("without a location");
    }
    if (filter.dateMissing()) {
      all.add("without a date");
    }
    return all;
  }

  private void hit(SearchHit hit, SearchRequest request, Writer out) throws IOException {
    ImageRecord image = hit.image();
    out.write("<figure" + (hit.strong() ? " class=\"strong\"" : "") + ">\n");
    out.write(image(hit));
    out.write("<figcaption>\n<p><b>" + hit.rank() + "</b>");
    if (!hit.isListed()) {
      out.write(" <span class=\"score\">");
      out.write(name(hit.band()) + " · " + percent(hit.falseMatchRate()));
      out.write(" %</span> <span class=\"note\">score ");
      out.write(String.format(Locale.ROOT, "%.3f", hit.score()) + "</span>");
    }
    out.write("</p>\n");
    Set<String> names =
        hit.concepts().stream().map(SharedConcept::name).collect(Collectors.toSet());
    if (!hit.concepts().isEmpty()) {
      out.write("<p>");
      for (SharedConcept concept : hit.concepts()) {
        out.write("<span class=\"concept\">" + escaped(concept.name()) + "</span> ");
      }
      out.write("</p>\n");
    }
    for (String caption : image.captions().stream().distinct().toList()) {
      out.write("<p>" + marked(caption, names) + "</p>\n");
    }
    if (explanation.isPresent() && !hit.isListed()) {
      explanation.get().write(hit, request, out);
    }
    out.write("<p class=\"note\">" + escaped(details(image)) + "</p>\n");
    out.write("<p class=\"file\">" + escaped(image.file().toString()));
    out.write(image.tile().map(HtmlReport::tile).orElse(""));
    out.write("</p>\n</figcaption>\n</figure>\n");
  }

  private static String tile(TileBounds w) {
    return String.format(
        Locale.ROOT, ", %d x %d pixels at %d, %d", w.width(), w.height(), w.x(), w.y());
  }

  /** The image of a hit; if it cannot be read, the error stands in its place. */
  private String image(SearchHit hit) throws IOException {
    safePoint.run();
    String name = String.format(Locale.ROOT, "%05d.jpg", hit.rank());
    try {
      ArgbImage pixels = thumbnails.thumbnail(hit.image(), SIDE);
      writer.write(pixels, writeTo.claim(name));
    } catch (KamclException e) {
      return "<p class=\"none\">" + escaped(e.getMessage()) + "</p>\n";
    }
    String text = escaped("Hit " + hit.rank() + ": " + hit.image().file().getFileName());
    return "<img loading=\"lazy\" src=\""
        + HtmlText.encoded(folder.getFileName().toString())
        + "/"
        + name
        + "\" alt=\""
        + text
        + "\">\n";
  }

  private static String details(ImageRecord image) {
    List<String> all = new ArrayList<>();
    all.add(image.collection());
    image.date().ifPresent(d -> all.add(d.toString()));
    image
        .footprint()
        .ifPresent(
            f -> {
              GeoPoint p = f.center();
              all.add(String.format(Locale.ROOT, "%.5f, %.5f (lat, lon)", p.lat(), p.lon()));
            });
    image.gsd().ifPresent(m -> all.add(String.format(Locale.ROOT, "%.3g m per pixel", m)));
    return String.join(", ", all);
  }

  private static String name(MatchBand band) {
    return switch (band) {
      case STRONG -> "Strong";
      case POSSIBLE -> "Possible";
      case WEAK -> "Weak";
    };
  }

  private static String percent(double rate) {
    double percent = PERCENT * rate;
    return percent < 0.01
        ? "&lt; 0.01"
        : String.format(Locale.ROOT, percent < 10 ? "%.2g" : "%.0f", percent);
  }

  /** A caption in which the words of shared concepts are marked. */
  private static String marked(String caption, Set<String> names) {
    StringBuilder all = new StringBuilder();
    Matcher words = WORD.matcher(caption);
    int at = 0;
    while (words.find()) {
      all.append(escaped(caption.substring(at, words.start())));
      String word = escaped(words.group());
      boolean shared = names.contains(words.group().toLowerCase(Locale.ROOT));
      all.append(shared ? "<mark>" + word + "</mark>" : word);
      at = words.end();
    }
    return all.append(escaped(caption.substring(at))).toString();
  }

  static String escaped(String text) {
    return HtmlText.escaped(text);
  }
}
