package org.kamcl.explorer.doctor;

/** How serious a finding is, from the least to the most serious. */
public enum Severity {
  /** As it should be. */
  OK,
  /** Everything works, but something should be done. */
  WARNING,
  /** Something does not work or is damaged. */
  PROBLEM
}
