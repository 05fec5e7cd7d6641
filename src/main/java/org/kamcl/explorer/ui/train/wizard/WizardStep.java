package org.kamcl.explorer.ui.train.wizard;

/** The steps of the wizard, in order. */
enum WizardStep {
  /** Which images and captions. */
  CORPUS(1),
  /** Initial weights. */
  START(2),
  /** Preset and settings. */
  TRAINING(3),
  /** What will be started. */
  REVIEW(4);

  private final int number;

  WizardStep(int number) {
    this.number = number;
  }

  /** Its number, from 1. */
  int number() {
    return number;
  }

  /** The step with a number; the nearest one if there is none. */
  static WizardStep of(int number) {
    return values()[Math.max(0, Math.min(values().length - 1, number - 1))];
  }

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
