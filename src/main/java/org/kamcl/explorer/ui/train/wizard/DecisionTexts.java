package org.kamcl.explorer.ui.train.wizard;

import org.kamcl.engine.corpus.check.CheckDecisions.Duplicates;
import org.kamcl.engine.corpus.check.CheckDecisions.Leaks;
import org.kamcl.engine.corpus.check.CheckDecisions.Suspicious;
import org.kamcl.engine.corpus.check.SuspiciousCaption.Reason;

/** Message keys of decisions and of the reasons why captions are suspicious. */
final class DecisionTexts {
  private DecisionTexts() {}

  static String key(Leaks decision) {
    return switch (decision) {
      case LEAVE_OUT_OF_TRAINING -> "wizard.leaks.training";
      case LEAVE_OUT_OF_EVALUATION -> "wizard.leaks.evaluation";
      case KEEP -> "wizard.leaks.keep";
    };
  }

  static String key(Duplicates decision) {
    return switch (decision) {
      case KEEP -> "wizard.duplicates.keep";
      case LEAVE_OUT -> "wizard.duplicates.leave.out";
    };
  }

  static String key(Suspicious decision) {
    return switch (decision) {
      case KEEP -> "wizard.captions.keep";
      case LEAVE_OUT -> "wizard.captions.leave.out";
    };
  }

  static String key(Reason reason) {
    return switch (reason) {
      case ONE_WORD -> "wizard.reason.one.word";
      case VERY_LONG -> "wizard.reason.very.long";
      case ENCODING -> "wizard.reason.encoding";
      case OTHER_SCRIPT -> "wizard.reason.other.script";
      case OTHER_LANGUAGE -> "wizard.reason.other.language";
      case FILE_NAME -> "wizard.reason.file.name";
      case SHARED -> "wizard.shared";
    };
  }
}
