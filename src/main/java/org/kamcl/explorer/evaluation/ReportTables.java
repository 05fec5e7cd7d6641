package org.kamcl.explorer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.Published;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.api.Evaluations.Remark;
import org.kamcl.explorer.export.HtmlText;

/** The figures of a report as HTML. */
final class ReportTables {
  private static final int CONFUSIONS = 20;

  private final Evaluation evaluation;
  private final Published published;
  private final EvaluationFigures figures;

  ReportTables(Evaluation evaluation, Published published) {
    this.evaluation = evaluation;
    this.published = published;
    this.figures = EvaluationFigures.of(evaluation);
  }

  /** The sections of the report in their order. */
  List<String> sections() {
    List<String> all = new ArrayList<>();
    all.add(summary());
    all.add(recalls());
    all.add(histogram());
    CategoryBreakdown categories = CategoryBreakdown.of(evaluation);
    if (!categories.rows().isEmpty()) {
      all.add(categories(categories));
      all.add(confusions(CategoryConfusion.of(evaluation)));
    }
    return all;
  }

  private String summary() {
    RetrievalResult result = figures.result();
    BootstrapInterval interval = figures.intervals().mean();
    return String.format(
        Locale.ROOT,
        "<section class=\"figures\"><div><b>%.2f</b>mean recall, mR<br>95 %% interval %.2f to"
            + " %.2f</div><div><b>%,.0f</b>median rank<br>of the wanted"
            + " image</div><div><b>%,.1f</b>mean rank<br>of the wanted image</div></section>%n",
        result.meanRecall(),
        interval.low(),
        interval.high(),
        result.textToImage().medianRank(),
        result.textToImage().meanRank());
  }

  private String recalls() {
    StringBuilder all =
        new StringBuilder("<section><h2>Recall, %</h2>\n<table class=\"recalls\">\n");
    all.append("<thead><tr><th></th><th class=\"group\" colspan=\"3\">Sentence retrieval</th>");
    all.append("<th class=\"group\" colspan=\"3\">Image retrieval</th><th></th></tr>\n");
    all.append("<tr><th></th>");
    for (String column : List.of("R@1", "R@5", "R@10", "R@1", "R@5", "R@10", "mR")) {
      all.append("<th class=\"number\">").append(column).append("</th>");
    }
    all.append("</tr></thead>\n");
    RetrievalResult result = figures.result();
    all.append("<tr class=\"own\">").append(name(evaluation.setting().model(), "this evaluation"));
    cells(all, result.imageToText(), figures.intervals().imageToText());
    cells(all, result.textToImage(), figures.intervals().textToImage());
    cell(all, result.meanRecall(), figures.intervals().mean());
    all.append("</tr>\n");
    evaluation
        .rerankedResult()
        .ifPresent(
            after -> {
              EvaluationFigures own = EvaluationFigures.of(after, evaluation.imageOfCaption());
              all.append("<tr>").append(name("the same, re-ranked", "by reciprocal neighbors"));
              cells(all, after.imageToText(), own.intervals().imageToText());
              cells(all, after.textToImage(), own.intervals().textToImage());
              cell(all, after.meanRecall(), own.intervals().mean());
              all.append("</tr>\n");
            });
    published.rows().forEach(row -> all.append(published(row)));
    all.append("</table>\n<p class=\"note\">").append(HtmlText.escaped(protocol())).append("</p>");
    evaluation.reranking().ifPresent(after -> all.append(rerankingNote()));
    return all.append("</section>\n").toString();
  }

  private String rerankingNote() {
    EvaluationComparison effect = EvaluationComparison.ofReranking(evaluation);
    return String.format(
        Locale.ROOT,
        "<p class=\"note\">Re-ranking changes mR by %+.2f (95 %% interval %+.2f to %+.2f) and took"
            + " %.2f s. It uses all queries of the split at once, so that its figures are not"
            + " comparable with published ones that do not.</p>",
        effect.difference(),
        effect.interval().low(),
        effect.interval().high(),
        evaluation.reranking().orElseThrow().seconds());
  }

  private static String name(String name, String note) {
    return "<th>"
        + HtmlText.escaped(name)
        + " <span class=\"note\">"
        + HtmlText.escaped(note)
        + "</span></th>";
  }

  private static void cells(
      StringBuilder all, RetrievalMetrics metrics, BootstrapInterval[] intervals) {
    double[] values = {metrics.r1(), metrics.r5(), metrics.r10()};
    for (int k = 0; k < values.length; k++) {
      cell(all, values[k], intervals[k]);
    }
  }

  private static void cell(StringBuilder all, double value, BootstrapInterval interval) {
    all.append(
        String.format(
            Locale.ROOT,
            "<td>%.2f<br><span class=\"note\">%.1f–%.1f</span></td>",
            value,
            interval.low(),
            interval.high()));
  }

  private static String published(PublishedRow row) {
    StringBuilder all = new StringBuilder("<tr>");
    String networks = row.backbone().isEmpty() ? "" : row.backbone() + ", ";
    all.append(
        name(
            row.method(),
            networks + row.year() + ", " + row.source() + training(row) + remark(row.remark())));
    for (int k = 0; k < 6; k++) {
      all.append("<td>");
      if (!row.recalls().isEmpty()) {
        all.append(String.format(Locale.ROOT, "%.2f", row.recalls().get(k)));
      }
      all.append("</td>");
    }
    return all.append(String.format(Locale.ROOT, "<td>%.2f</td></tr>%n", row.meanRecall()))
        .toString();
  }

  private static String training(PublishedRow row) {
    return switch (row.training()) {
      case OWN -> "";
      case FINE_TUNED -> "; CLIP, fine-tuned";
      case ZERO_SHOT -> "; CLIP, zero-shot";
    };
  }

  private static String remark(Remark remark) {
    return switch (remark) {
      case NONE -> "";
      case RERANKED -> "; re-ranked";
      case TRAINED_ON_THREE -> "; trained on RSICD, RSITMD and UCM-Captions";
      case CROSS_ENCODER -> "; reads image and text together";
      case MEAN_DIFFERS -> "; its six recalls have another mean";
      case SOURCES_DIFFER -> "; another source gives another mean";
      case ZERO_SHOT -> "; not trained on this data set";
    };
  }

  private String protocol() {
    return switch (published.protocol()) {
      case SAME ->
          "Intervals: 95 %, bootstrap over images. Published rows: figures of the test split of "
              + published.dataset()
              + " as published; empty where the source has the mean only.";
      case UNKNOWN_CORPUS ->
          "Intervals: 95 %, bootstrap over images. No published figures of this corpus are known.";
      case OTHER_SPLIT, OTHER_IMAGES ->
          String.format(
              Locale.ROOT,
              "Intervals: 95 %%, bootstrap over images. Published figures of %s are of the %,d"
                  + " images of its test split, so they are left out for the split %s with %,d"
                  + " images.",
              published.dataset(),
              published.images(),
              evaluation.setting().split(),
              evaluation.images().size());
    };
  }

  private String histogram() {
    StringBuilder all = new StringBuilder("<section><h2>Rank of the wanted image</h2>\n<table>\n");
    for (RankHistogram.Bin bin : RankHistogram.of(evaluation).bins()) {
      double share = 100.0 * bin.captions() / evaluation.captions().size();
      bar(all, range(bin), share, String.format(Locale.ROOT, "%,d captions", bin.captions()));
    }
    return all.append("</table></section>\n").toString();
  }

  static String range(RankHistogram.Bin bin) {
    if (bin.to() == Integer.MAX_VALUE) {
      return "> " + (bin.from() - 1);
    }
    return bin.from() == bin.to() ? bin.from() + "" : bin.from() + "–" + bin.to();
  }

  private static void bar(StringBuilder all, String name, double percent, String text) {
    all.append("<tr><th>")
        .append(HtmlText.escaped(name))
        .append("</th><td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\">");
    all.append(
        String.format(
            Locale.ROOT,
            "<rect width=\"%.2f\" height=\"8\"/></svg></td><td>%s</td></tr>%n",
            percent,
            text));
  }

  private String categories(CategoryBreakdown categories) {
    StringBuilder all = new StringBuilder("<section><h2>By category</h2>\n<p class=\"note\">");
    all.append("Image retrieval, R@10 in percent with its 95 % interval. Categories come from ");
    all.append(
        switch (evaluation.setting().categories()) {
          case LISTED -> "the list of the corpus";
          case FOLDER -> "the folders of the images";
          case FILE_NAME -> "the beginnings of the file names";
          case NONE -> "nowhere";
        });
    all.append(".</p>\n<table>\n");
    for (CategoryBreakdown.Row row : categories.rows()) {
      all.append("<tr><th>").append(HtmlText.escaped(row.category()));
      all.append("</th><td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\">");
      all.append(
          String.format(
              Locale.ROOT,
              "<rect width=\"%.2f\" height=\"8\"/><line x1=\"%.2f\" x2=\"%.2f\" y1=\"4\" y2=\"4\"/>"
                  + "</svg></td><td>%.1f</td><td class=\"note interval\">%.1f–%.1f</td>"
                  + "<td class=\"note\">%,d images</td></tr>%n",
              row.recallAt10(),
              row.imageRetrieval().low(),
              row.imageRetrieval().high(),
              row.recallAt10(),
              row.imageRetrieval().low(),
              row.imageRetrieval().high(),
              row.images()));
    }
    return all.append("</table></section>\n").toString();
  }

  private static String confusions(CategoryConfusion confusion) {
    StringBuilder all = new StringBuilder("<section><h2>Confusions</h2>\n<p class=\"note\">");
    all.append("Captions of one category for which an image of another ranks first.</p>\n<table>");
    all.append("<thead><tr><th>wanted</th><th>ranked first</th>");
    all.append("<th class=\"number\">captions</th><th class=\"number\">share</th></tr></thead>\n");
    for (CategoryConfusion.Pair pair : confusion.worst(CONFUSIONS)) {
      all.append(
          String.format(
              Locale.ROOT,
              "<tr><th>%s</th><th>%s</th><td>%,d</td><td>%.0f %%</td></tr>%n",
              HtmlText.escaped(pair.wanted()),
              HtmlText.escaped(pair.first()),
              pair.captions(),
              100 * pair.share()));
    }
    return all.append("</table></section>\n").toString();
  }
}
