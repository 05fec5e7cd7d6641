package org.kamcl.explorer.ui.reasons;

import org.kamcl.explorer.ui.text.Messages;

/** Names of the branches of the image tower. */
final class BranchNames {
  private BranchNames() {}

  /** The name of a branch; its own name if it is none of the known ones. */
  static String of(String branch, Messages messages) {
    return switch (branch) {
      case "low" -> messages.text("heat.branch.low");
      case "high" -> messages.text("heat.branch.high");
      case "final" -> messages.text("heat.branch.final");
      default -> branch;
    };
  }
}
