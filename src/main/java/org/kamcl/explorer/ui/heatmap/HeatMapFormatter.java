package org.kamcl.explorer.ui.heatmap;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel.BranchShare;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel.Pointed;
import org.kamcl.explorer.ui.text.Messages;

/** Heat maps in words and numbers. */
final class HeatMapFormatter {
  private static final int DIGITS = 3;

  /** A branch with a smaller share of the score matters little, 0..1. */
  private static final double LITTLE = 0.1;

  private final Messages messages;

  HeatMapFormatter(Messages messages) {
    this.messages = messages;
  }

  /** "Where "bridge" is seen". */
  String title(Optional<String> focus) {
    return focus
        .map(text -> messages.text("heat.title.focus", text))
        .orElseGet(() -> messages.text("heat.title"));
  }

  /**
   * What the numbers of the scale are, such as "Share of the score per cell, 28 × 28 cells".
   *
   * @param branch whether the map is that of a branch
   */
  String unit(HeatMap map, ScoreMap where, boolean branch) {
    if (HeatMapViewModel.isShare(where, branch)) {
      return messages.text("heat.unit.share", map.width(), map.height());
    }
    return switch (where.method()) {
      case COMBINED -> messages.text("heat.unit.deviations");
      case OCCLUSION -> messages.text("heat.unit.occlusion");
      default -> messages.text("heat.unit.relative");
    };
  }

  /** A number of the scale: a share of the score where the map is one. */
  String end(double value, ScoreMap where, boolean branch) {
    return HeatMapViewModel.isShare(where, branch) ? fine(value / where.score()) : number(value);
  }

  /** A small share of 0..1 as a percentage with two significant digits, such as 0.092%. */
  private String fine(double share) {
    double percent = 100 * share;
    int digits = percent == 0 ? 0 : 1 - (int) Math.floor(Math.log10(Math.abs(percent)));
    return messages.text(
        "score.percent",
        String.format(messages.locale(), "%." + Math.max(0, Math.min(6, digits)) + "f", percent));
  }

  /** "0.4% of the score here (0.0012)". */
  String pointed(Pointed pointed, ScoreMap where) {
    String value = number(pointed.value());
    if (pointed.share().isEmpty() && where.method() == ExplanationMethod.COMBINED) {
      return messages.text("heat.pointed.deviations", value);
    }
    return pointed.share().isPresent()
        ? messages.text("heat.pointed.share", fine(pointed.share().getAsDouble()), value)
        : messages.text("heat.pointed", value);
  }

  /** The name of a branch; as the model calls it if it is no usual one. */
  String branch(String name) {
    return switch (name) {
      case "low" -> messages.text("heat.branch.low");
      case "high" -> messages.text("heat.branch.high");
      case "final" -> messages.text("heat.branch.final");
      default -> name;
    };
  }

  /** The name of a branch, or of the bias terms. */
  String name(BranchShare share) {
    return share.branch().map(this::branch).orElseGet(() -> messages.text("heat.branch.bias"));
  }

  /**
   * Which branches matter, such as "bridge": most from the final branch (92%). Low and high branch
   * matter little.
   *
   * @param focus the word that is looked for; empty for the whole query
   * @return empty if the score is not positive, since shares of it then say nothing
   */
  String verdict(List<BranchShare> shares, ScoreMap where, Optional<String> focus) {
    List<BranchShare> branches = shares.stream().filter(s -> s.branch().isPresent()).toList();
    if (!(where.score() > 0) || branches.isEmpty()) {
      return "";
    }
    BranchShare most =
        branches.stream().max(Comparator.comparingDouble(BranchShare::score)).orElseThrow();
    String first =
        messages.text("heat.branch.most", name(most), percent(most.score() / where.score()));
    String little =
        branches.stream()
            .filter(s -> Math.abs(s.score()) < LITTLE * where.score())
            .map(this::name)
            .reduce((before, next) -> messages.text("heat.branch.and", before, next))
            .orElse("");
    String all = little.isEmpty() ? first : messages.text("heat.branch.little", first, little);
    return focus.map(word -> messages.text("heat.branch.word", word, all)).orElse(all);
  }

  /** What a branch is. */
  String tip(BranchShare share) {
    if (share.branch().isEmpty()) {
      return messages.text("heat.branch.bias.tip");
    }
    return switch (share.branch().get()) {
      case "low" -> messages.text("heat.branch.low.tip");
      case "high" -> messages.text("heat.branch.high.tip");
      case "final" -> messages.text("heat.branch.final.tip");
      default -> share.branch().get();
    };
  }

  /** "0.081 (31%)". */
  String score(double score, ScoreMap where) {
    double total = where.score();
    String value = String.format(messages.locale(), "%.3f", score);
    return total > 0 ? messages.text("heat.share.percent", value, percent(score / total)) : value;
  }

  /** Three significant digits, such as 0.00123. */
  String number(double value) {
    if (value == 0) {
      return "0";
    }
    int digits = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(messages.locale(), "%." + Math.max(0, Math.min(9, digits)) + "f", value);
  }

  /** A share of 0..1 as a percentage with one decimal where it is small. */
  private String percent(double share) {
    double percent = 100 * share;
    Locale locale = messages.locale();
    return messages.text(
        "score.percent",
        String.format(locale, Math.abs(percent) < 9.95 ? "%.1f" : "%.0f", percent));
  }
}
