package org.kamcl.explorer.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kamcl.engine.explain.ConceptComparison;
import org.kamcl.engine.explain.ConceptComparison.ComparedConcept;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explainer.Section;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.Placement;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.engine.explain.WordShare;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.file.OutputFolder;

/** The part of a report that explains a hit: where the query is seen, words and concepts. */
final class HtmlExplanation {
  private static final double OPACITY = 0.6;

  private final ImageExplanations explanations;
  private final ThumbnailWriter writer;
  private final OutputFolder writeTo;
  private final String folder;
  private final Runnable safePoint;

  /**
   * @param writeTo folder that heat maps are written to
   * @param folder its name in URLs, after the report is moved
   * @param safePoint is called between passes of the network; what it throws ends the report
   */
  HtmlExplanation(
      ImageExplanations explanations,
      ThumbnailWriter writer,
      OutputFolder writeTo,
      String folder,
      Runnable safePoint) {
    this.explanations = explanations;
    this.writer = writer;
    this.writeTo = writeTo;
    this.folder = folder;
    this.safePoint = safePoint;
  }

  /**
   * Writes the explanation of a hit; if its image cannot be read, the error stands in its place.
   *
   * @param request of the result, with its feedback
   */
  void write(SearchHit hit, SearchRequest request, Writer out) throws IOException {
    out.write("<div class=\"why\">\n");
    try {
      Explanation explanation =
          explanations.explain(
              hit.image(),
              request,
              Explainer.Request.of(Section.WHERE, Section.WORDS, Section.CONCEPTS),
              () -> {
                safePoint.run();
                return false;
              });
      String name = String.format(Locale.ROOT, "%05d-where.jpg", hit.rank());
      ArgbImage heatMap = explanations.heatMap(hit.image(), explanation, OPACITY);
      writer.write(heatMap, writeTo.claim(name));
      out.write("<img loading=\"lazy\" src=\"" + folder + "/" + name + "\" alt=\"");
      out.write("Where the query is seen in hit " + hit.rank() + "\">\n");
      out.write(legend(explanation.where().orElseThrow()));
      out.write(words(explanation));
      out.write(concepts(explanation.concepts()));
      out.write(explanation.placement().map(p -> penalties(explanation, p)).orElse(""));
    } catch (KamclException e) {
      out.write("<p class=\"none\">" + HtmlReport.escaped(e.getMessage()) + "</p>\n");
    }
    out.write("</div>\n");
  }

  private static String legend(ScoreMap map) {
    HeatMap total = map.total();
    return String.format(
        Locale.ROOT,
        "<p class=\"scale\"><span>%+.2g</span><span class=\"bar\"></span><span>%+.2g</span></p>\n"
            + "<p class=\"note\">%s</p>\n",
        total.min(),
        total.max(),
        HeatMapFigure.unit(map));
  }

  private static String words(Explanation explanation) {
    List<WordShare> words = explanation.words();
    if (words.isEmpty()) {
      return "";
    }
    StringBuilder all = new StringBuilder("<p>Words: ");
    for (WordShare word : words) {
      all.append("<span class=\"")
          .append(word.leaveOneOut() < 0 ? "against" : "concept")
          .append("\">")
          .append(HtmlReport.escaped(word.word()))
          .append(String.format(Locale.ROOT, " %+.3f", word.leaveOneOut()))
          .append("</span> ");
    }
    return all.append("</p>\n").toString();
  }

  private static String concepts(ConceptComparison concepts) {
    if (!concepts.modelHasConcepts()) {
      return "<p>The model has no concepts.</p>\n";
    }
    return line("Seen and asked for", concepts.shared())
        + line("Seen but not asked for", concepts.notAsked())
        + line("Asked for but not seen", concepts.notSeen())
        + line("Excluded but seen", concepts.excludedSeen());
  }

  /** Concepts with their strengths in image and query, in percent. */
  private static String line(String title, List<ComparedConcept> concepts) {
    if (concepts.isEmpty()) {
      return "";
    }
    return concepts.stream()
        .map(
            concept ->
                String.format(
                    Locale.ROOT,
                    "%s <span class=\"note\">%.0f / %.0f</span>",
                    HtmlReport.escaped(concept.name()),
                    100 * concept.imageStrength(),
                    100 * concept.queryStrength()))
        .collect(Collectors.joining(", ", "<p>" + title + ": ", "</p>\n"));
  }

  private static String penalties(Explanation explanation, Placement placement) {
    StringBuilder all = new StringBuilder();
    for (Placement.Penalty penalty : placement.penalties()) {
      String text = explanation.parts().get(penalty.part()).text();
      all.append("<p>Lowered by ")
          .append(String.format(Locale.ROOT, "%.3f", penalty.value()))
          .append(" because it shows ")
          .append(text.isEmpty() ? "an excluded image" : HtmlReport.escaped(text))
          .append("</p>\n");
    }
    return all.toString();
  }
}
