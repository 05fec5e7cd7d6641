package org.kamcl.explorer.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Image;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.evaluation.EvaluationComparison.Change;
import org.kamcl.explorer.export.HtmlText;
import org.kamcl.file.OutputFiles;

/**
 * A report of an evaluation as one HTML file that needs no other file: figures, published figures,
 * categories, confusions, ranks, the worst failures and, with another model, the largest changes.
 */
public final class EvaluationReport {
  private static final int FAILURES = 24;
  private static final int CHANGES = 8;
  private static final int SIDE = 144;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private final Evaluation evaluation;
  private final Optional<Evaluation> other;
  private final PublishedTable published;
  private final Pictures pictures;

  EvaluationReport(
      Evaluation evaluation,
      Optional<Evaluation> other,
      PublishedTable published,
      Pictures pictures) {
    this.evaluation = evaluation;
    this.other = other;
    this.published = published;
    this.pictures = pictures;
  }

  /** Makes a JPEG file of pixels. */
  @FunctionalInterface
  public interface JpegEncoder {
    /**
     * Encodes opaque pixels.
     *
     * @throws IOException if they cannot be encoded
     */
    byte[] encode(ArgbImage pixels) throws IOException;
  }

  /** Makes the small pictures of a report. */
  public record Pictures(ThumbnailSource thumbnails, JpegEncoder encoder) {
    /** An image as an element; if it cannot be read, the reason stands in its place. */
    String element(Image image, String label) throws IOException {
      try {
        ArgbImage pixels =
            thumbnails.thumbnail(ImageRecord.builder(-1, "", image.file()).build(), SIDE);
        return String.format(
            Locale.ROOT,
            "<figure><img alt=\"%s\" src=\"data:image/jpeg;base64,%s\"><figcaption>%s</figcaption>"
                + "</figure>",
            HtmlText.escaped(image.name()),
            Base64.getEncoder().encodeToString(encoder.encode(pixels)),
            HtmlText.escaped(label));
      } catch (KamclException e) {
        return "<figure class=\"none\">" + HtmlText.escaped(e.getMessage()) + "</figure>";
      }
    }
  }

  /**
   * Writes the report.
   *
   * @param safePoint is called before each picture; what it throws ends the report
   * @throws KamclException if it cannot be written
   */
  void write(Path target, Runnable safePoint) {
    try {
      OutputFiles.replace(
          target,
          stream -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            write(out, safePoint);
            out.flush();
          });
    } catch (IOException e) {
      throw new KamclException(
          e, EvaluationStoreError.REPORT_NOT_WRITTEN, target, EvaluationStore.reason(e));
    }
  }

  private void write(Writer out, Runnable safePoint) throws IOException {
    Evaluation.Setting setting = evaluation.setting();
    String title =
        String.format(
            Locale.ROOT, "%s on %s, split %s", setting.model(), setting.corpus(), setting.split());
    out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.write("<title>" + HtmlText.escaped(title) + "</title>\n<style>\n");
    out.write(style() + "</style>\n</head>\n<body>\n");
    out.write("<h1>" + HtmlText.escaped(title) + "</h1>\n");
    out.write("<p class=\"note\">" + HtmlText.escaped(subtitle()) + "</p>\n");
    for (String section :
        new ReportTables(evaluation, published.of(setting, evaluation.images().size(), false))
            .sections()) {
      out.write(section);
    }
    if (other.isPresent()) {
      changes(other.get(), out, safePoint);
    }
    failures(out, safePoint);
    skipped(out);
    out.write("</body>\n</html>\n");
  }

  private static String style() throws IOException {
    try (InputStream css =
        Objects.requireNonNull(EvaluationReport.class.getResourceAsStream("report.css"))) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String subtitle() {
    Evaluation.Setting setting = evaluation.setting();
    return String.format(
        Locale.ROOT,
        "%,d images, %,d captions%s. Published protocol: each image ranks all captions, each"
            + " caption ranks all images. Input images of %d pixels. Evaluated %s. Model %s.",
        evaluation.images().size(),
        evaluation.captions().size(),
        evaluation.skipped().isEmpty()
            ? ""
            : String.format(Locale.ROOT, "; %,d could not be read", evaluation.skipped().size()),
        setting.imageSize(),
        DATE.format(setting.time().atZone(ZoneId.systemDefault())),
        setting.modelHash().substring(0, Math.min(12, setting.modelHash().length())));
  }

  private void changes(Evaluation before, Writer out, Runnable safePoint) throws IOException {
    EvaluationComparison comparison = EvaluationComparison.of(evaluation, before);
    out.write(
        "<section><h2>Changes since " + HtmlText.escaped(before.setting().model()) + "</h2>\n");
    out.write(
        String.format(
            Locale.ROOT,
            "<p>mR %+.2f, 95 %% interval %+.2f to %+.2f (paired bootstrap over images): %s.</p>\n",
            comparison.difference(),
            comparison.interval().low(),
            comparison.interval().high(),
            comparison.isCertain() ? "a certain difference" : "not a certain difference"));
    out.write(
        String.format(
            Locale.ROOT,
            "<p>Of %,d captions, the image of %,d ranks higher, of %,d lower, of %,d the"
                + " same.</p>\n",
            evaluation.captions().size(),
            comparison.higher(),
            comparison.lower(),
            comparison.same()));
    for (boolean gained : new boolean[] {true, false}) {
      List<Change> some =
          comparison.changes().stream().filter(c -> c.gained() == gained).limit(CHANGES).toList();
      if (!some.isEmpty()) {
        out.write(gained ? "<h3>Largest gains</h3>\n" : "<h3>Largest losses</h3>\n");
        out.write("<div class=\"cases\">\n");
        for (Change change : some) {
          safePoint.run();
          Failure facts = Failure.of(evaluation, change.caption());
          String ranks = String.format(Locale.ROOT, "%,d → %,d", change.before(), change.after());
          out.write("<div class=\"case\">" + pictures.element(facts.wanted(), ranks));
          out.write("<p>" + HtmlText.escaped(facts.text()) + "</p></div>\n");
        }
        out.write("</div>\n");
      }
    }
    out.write("</section>\n");
  }

  private void failures(Writer out, Runnable safePoint) throws IOException {
    List<Integer> worst = Failure.ofEachImage(evaluation, Failure.worst(evaluation));
    if (worst.isEmpty()) {
      return;
    }
    out.write("<section><h2>Worst failures of image retrieval</h2>\n");
    out.write("<div class=\"cases\">\n");
    for (int index : worst.subList(0, Math.min(FAILURES, worst.size()))) {
      safePoint.run();
      Failure failure = Failure.of(evaluation, index);
      out.write("<div class=\"case pair\">");
      out.write(
          pictures.element(
              failure.wanted(), String.format(Locale.ROOT, "wanted: rank %,d", failure.rank())));
      out.write(pictures.element(failure.first(), "ranked first"));
      out.write("<p>" + HtmlText.escaped(failure.text()) + "</p>");
      if (!failure.shared().isEmpty()) {
        out.write("<p class=\"note\">Both: ");
        for (String concept : failure.shared()) {
          out.write("<span class=\"concept\">" + HtmlText.escaped(concept) + "</span> ");
        }
        out.write("</p>");
      }
      for (Failure.Note note : failure.notes()) {
        out.write("<p class=\"note\">" + HtmlText.escaped(text(note)) + "</p>");
      }
      out.write("</div>\n");
    }
    out.write("</div></section>\n");
  }

  private void skipped(Writer out) throws IOException {
    if (evaluation.skipped().isEmpty()) {
      return;
    }
    out.write("<section><h2>Images that could not be read</h2>\n<ul class=\"note\">\n");
    for (Evaluation.Skipped image : evaluation.skipped()) {
      String reason = ErrorText.of(image.reason(), Locale.ENGLISH);
      out.write("<li>" + HtmlText.escaped(reason) + "</li>\n");
    }
    out.write("</ul></section>\n");
  }

  /** A note in English. */
  public static String text(Failure.Note note) {
    Object[] values = note.values().toArray();
    return switch (note.kind()) {
      case SAME_CAPTION -> "the first image has the same caption";
      case FIRST_HAS_ASKED, FIRST_ALSO_HAS ->
          String.format(Locale.ROOT, "the first also has \"%s\"", values);
      case NEARLY_EQUAL ->
          String.format(Locale.ROOT, "nearly equal: score %.3f against %.3f", values);
      case NOT_VISUAL -> String.format(Locale.ROOT, "\"%s\" is marked not visual", values);
      case SAME_CATEGORY -> String.format(Locale.ROOT, "both are of the category %s", values);
    };
  }
}
