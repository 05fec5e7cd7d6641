package org.kamcl.explorer.ui.evaluate;

import java.text.NumberFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import javafx.css.PseudoClass;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.Protocol;
import org.kamcl.explorer.api.Evaluations.Published;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.evaluation.EvaluationComparison;
import org.kamcl.explorer.evaluation.Failure;
import org.kamcl.explorer.evaluation.RankHistogram;
import org.kamcl.explorer.ui.text.Messages;

/** The sentences of the view. */
final class EvaluateTexts {
  /** What is chosen, or shown elsewhere. */
  static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final Messages messages;

  EvaluateTexts(Messages messages) {
    this.messages = messages;
  }

  /** "yours, 19 Nov" in the language of the window. */
  String yours(Summary row) {
    DateTimeFormatter date =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(messages.locale());
    return messages.text(
        "evaluate.yours", date.format(row.setting().time().atZone(ZoneId.systemDefault())));
  }

  /** Date and time of an evaluation in the language of the window. */
  String time(Summary row) {
    DateTimeFormatter time =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(messages.locale());
    return time.format(row.setting().time().atZone(ZoneId.systemDefault()));
  }

  /** How the program knows a corpus, and where it is. */
  String known(OfferedCorpus corpus) {
    String place = corpus.location().toString();
    return switch (corpus.origin()) {
      case EVALUATED -> messages.text("evaluate.corpus.evaluated", place);
      case TRAINED -> messages.text("evaluate.corpus.trained", corpus.run(), place);
      case MADE -> messages.text("evaluate.corpus.made", place);
      case RECENT -> messages.text("evaluate.corpus.recent", place);
    };
  }

  /**
   * Name of an evaluated model, with the side of its input images if it is another than that of the
   * shown evaluation.
   */
  String name(Evaluation.Setting row, Evaluation shown) {
    return row.imageSize() == shown.setting().imageSize()
        ? row.model()
        : messages.text("evaluate.model.size", row.model(), row.imageSize());
  }

  /** Name of a published row: method and networks. */
  static String name(PublishedRow row) {
    return row.backbone().isEmpty() ? row.method() : row.method() + " " + row.backbone();
  }

  /** That a row is published, and what it has learned from if it is a CLIP model. */
  String kind(PublishedRow row) {
    return messages.text(
        switch (row.training()) {
          case OWN -> "evaluate.published";
          case FINE_TUNED -> "evaluate.published.tuned";
          case ZERO_SHOT -> "evaluate.published.zero";
        });
  }

  /** What must be known about a published row. */
  String tip(PublishedRow row) {
    String remark =
        switch (row.remark()) {
          case NONE -> "";
          case RERANKED -> messages.text("evaluate.remark.reranked");
          case TRAINED_ON_THREE -> messages.text("evaluate.remark.three");
          case CROSS_ENCODER -> messages.text("evaluate.remark.cross");
          case MEAN_DIFFERS -> messages.text("evaluate.remark.mean");
          case SOURCES_DIFFER -> messages.text("evaluate.remark.sources");
          case ZERO_SHOT -> messages.text("evaluate.remark.zero");
        };
    String source = row.year() + ", " + row.source();
    return remark.isEmpty() ? source : source + "\n" + remark;
  }

  /** Compares a mean recall and its interval with a published figure. */
  String judge(double mean, BootstrapInterval interval, PublishedRow row) {
    boolean inside = row.meanRecall() >= interval.low() && row.meanRecall() <= interval.high();
    double difference = mean - row.meanRecall();
    String key = difference >= 0 ? "evaluate.judge.above" : "evaluate.judge.below";
    return messages.text(key, Math.abs(difference), name(row))
        + " "
        + messages.text(inside ? "evaluate.judge.inside" : "evaluate.judge.outside");
  }

  /** Compares with another model on the same images. */
  String judge(Since since, Evaluation shown) {
    EvaluationComparison comparison = since.comparison();
    double difference = comparison.difference();
    String key = difference >= 0 ? "evaluate.judge.own.above" : "evaluate.judge.own.below";
    return messages.text(
            key,
            Math.abs(difference),
            name(since.other().setting(), shown),
            comparison.interval().low(),
            comparison.interval().high())
        + " "
        + messages.text(
            comparison.isCertain() ? "evaluate.judge.certain" : "evaluate.judge.chance");
  }

  /** Why there are no published rows; empty if there are. */
  Optional<String> hidden(Published published, Evaluation evaluation) {
    if (published.protocol() == Protocol.SAME) {
      return Optional.empty();
    }
    if (published.protocol() == Protocol.UNKNOWN_CORPUS) {
      return Optional.of(messages.text("evaluate.published.unknown"));
    }
    return Optional.of(
        messages.text(
            "evaluate.published.other",
            published.dataset(),
            published.images(),
            evaluation.setting().split(),
            evaluation.images().size()));
  }

  /** Where the categories come from. */
  String source(Evaluation evaluation) {
    return switch (evaluation.setting().categories()) {
      case LISTED -> messages.text("evaluate.category.listed");
      case FOLDER -> messages.text("evaluate.category.folder");
      case FILE_NAME -> messages.text("evaluate.category.name");
      case NONE -> messages.text("evaluate.category.none");
    };
  }

  String text(Failure.Note note) {
    Object[] values = note.values().toArray();
    return switch (note.kind()) {
      case SAME_CAPTION -> messages.text("evaluate.note.caption");
      case FIRST_HAS_ASKED, FIRST_ALSO_HAS -> messages.text("evaluate.note.also", values);
      case NEARLY_EQUAL -> messages.text("evaluate.note.equal", values);
      case NOT_VISUAL -> messages.text("evaluate.note.visual", values);
      case SAME_CATEGORY -> messages.text("evaluate.note.category", values);
    };
  }

  /** A count in the language of the window, such as 12,480. */
  String count(long count) {
    return NumberFormat.getIntegerInstance(messages.locale()).format(count);
  }

  /** A number with one digit after the point. */
  String decimal(double value) {
    NumberFormat format = NumberFormat.getNumberInstance(messages.locale());
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return format.format(value);
  }

  /** Two ranks, from 1: before and after. */
  String ranks(int before, int after) {
    return count(before) + " → " + count(after);
  }

  /** "2–5" or "> 100". */
  static String range(RankHistogram.Bin bin) {
    if (bin.to() == Integer.MAX_VALUE) {
      return "> " + (bin.from() - 1);
    }
    return bin.from() == bin.to() ? bin.from() + "" : bin.from() + "–" + bin.to();
  }
}
