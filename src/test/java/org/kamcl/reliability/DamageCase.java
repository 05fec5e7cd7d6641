package org.kamcl.reliability;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A damage to a workspace, and the commands whose answers must not change silently.
 *
 * @param target what is damaged
 * @param damage how
 * @param mustSay whether an unchanged answer without a word is wrong, too: the file decides answers
 *     beyond those of the commands
 * @param base the undamaged workspace
 * @param change damages a copy; returns false if the damage is not possible
 * @param commands run one after the other on the copy, until one fails
 */
record DamageCase(
    String target,
    String damage,
    boolean mustSay,
    DamageBase base,
    Change change,
    List<List<String>> commands) {
  /** A damage. */
  @FunctionalInterface
  interface Change {
    /** Damages a workspace; returns whether something changed. */
    boolean apply(Path workspace, SplittableRandom random) throws Exception;
  }
}
