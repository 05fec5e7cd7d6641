package org.kamcl.explorer.ui.help;

/** The parts of the help window, in the order of its header. */
public enum HelpSection {
  /** The user guide. */
  GUIDE,
  /** All keyboard shortcuts. */
  KEYS,
  /** The checks of the installation. */
  CHECKS,
  /** The report of a problem. */
  REPORT,
  /** Version and licenses. */
  ABOUT
}
