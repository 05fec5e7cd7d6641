package org.kamcl.explorer.ui.train.wizard;

/** The steps of the wizard, in order. */
enum WizardStep {
  /** Which images and captions. */
  CORPUS,
  /** Initial weights. */
  START,
  /** Preset and settings. */
  TRAINING,
  /** What will be started. */
  REVIEW;

  /** Message key of the name. */
  String titleKey() {
    return switch (this) {
      case CORPUS -> "wizard.step.corpus";
      case START -> "wizard.step.start";
      case TRAINING -> "wizard.step.training";
      case REVIEW -> "wizard.step.review";
    };
  }
}
