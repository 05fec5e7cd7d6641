package org.kamcl.explorer.ui.train;

import java.util.List;

/** What the panels of the charts show, in their order. */
enum Panel {
  /** Sum of the terms of the loss. */
  TOTAL(
      "train.panel.total",
      "train.panel.total.sub",
      "train.panel.steps.empty",
      Kind.STEPS,
      true,
      "total"),
  /** Triplet loss. */
  TRIPLET(
      "train.panel.triplet",
      "train.panel.triplet.sub",
      "train.panel.steps.empty",
      Kind.STEPS,
      true,
      "triplet"),
  /** Contrastive loss. */
  INFO_NCE(
      "train.panel.infonce",
      "train.panel.infonce.sub",
      "train.panel.steps.empty",
      Kind.STEPS,
      true,
      "infoNce"),
  /** Concept loss of phase 2. */
  CONCEPTS(
      "train.panel.concepts",
      "train.panel.concepts.sub",
      "train.panel.concepts.empty",
      Kind.STEPS,
      true,
      "concept"),
  /** Distillation; only of runs that have it. */
  DISTILLATION(
      "train.panel.distillation",
      "train.panel.distillation.sub",
      "train.panel.steps.empty",
      Kind.OPTIONAL_STEPS,
      true,
      "distillation"),
  /** Momentum contrast; only of runs that have it. */
  MOMENTUM(
      "train.panel.momentum",
      "train.panel.momentum.sub",
      "train.panel.steps.empty",
      Kind.OPTIONAL_STEPS,
      true,
      "momentumContrast"),
  /** mR of the validation. */
  MEAN_RECALL(
      "train.panel.mr",
      "train.panel.mr.sub",
      "train.panel.epochs.empty",
      Kind.EPOCHS,
      false,
      RunCurves.MEAN_RECALL),
  /** Recall of the selected run in both directions. */
  RECALL(
      "train.panel.recall",
      "train.panel.recall.sub",
      "train.panel.epochs.empty",
      Kind.RECALL,
      false,
      String.join(" ", RunCurves.RECALL)),
  /** Learning rates of the selected run. */
  RATES(
      "train.panel.rates",
      "train.panel.rates.sub",
      "train.panel.steps.empty",
      Kind.RATES,
      true,
      "headLearningRate imageLearningRate textLearningRate"),
  /** Norm of the gradient before clipping. */
  GRADIENT(
      "train.panel.gradient",
      "train.panel.gradient.sub",
      "train.panel.steps.empty",
      Kind.STEPS,
      true,
      "gradientNorm"),
  /** Pairs per second. */
  SPEED(
      "train.panel.speed",
      "train.panel.speed.sub",
      "train.panel.steps.empty",
      Kind.STEPS,
      false,
      "pairsPerSecond");

  /** How a panel is filled. */
  enum Kind {
    /** One curve per run, a value per step. */
    STEPS,
    /** As {@link #STEPS}; the panel is left out if no run has values. */
    OPTIONAL_STEPS,
    /** One curve per run, a value per epoch. */
    EPOCHS,
    /** Six curves of the selected run. */
    RECALL,
    /** Three curves of the selected run. */
    RATES
  }

  private final String key;
  private final String noteKey;
  private final String emptyKey;
  private final Kind kind;
  private final boolean logAllowed;

  /** Names of its curves, separated by spaces. */
  private final String series;

  Panel(String key, String noteKey, String emptyKey, Kind kind, boolean logAllowed, String series) {
    this.key = key;
    this.noteKey = noteKey;
    this.emptyKey = emptyKey;
    this.kind = kind;
    this.logAllowed = logAllowed;
    this.series = series;
  }

  Kind kind() {
    return kind;
  }

  boolean isLogAllowed() {
    return logAllowed;
  }

  /** Whether the start of phase 2 is named, not only marked. */
  boolean isMarkNamed() {
    return this == TOTAL || this == CONCEPTS || this == MEAN_RECALL;
  }

  /** Names of its curves. */
  List<String> series() {
    return List.of(series.split(" ", -1));
  }

  /** Message key of its name. */
  String key() {
    return key;
  }

  /** Message key of the line beside its name. */
  String noteKey() {
    return noteKey;
  }

  /** Message key of the text without values. */
  String emptyKey() {
    return emptyKey;
  }
}
