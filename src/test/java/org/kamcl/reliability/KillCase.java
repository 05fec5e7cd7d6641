package org.kamcl.reliability;

import java.util.List;

/**
 * Work of the program that is killed. A round begins with a fresh place, is killed and continued
 * several times, and ends with a process that completes the work.
 */
interface KillCase {
  /** Name in the results. */
  String name();

  /** Prepares a fresh place for a round. */
  void prepare(Place place) throws Exception;

  /** Starts the work, or continues it where a process was killed. */
  ProgramProcess start(Place place) throws Exception;

  /** What is wrong after a kill; empty if nothing is. */
  List<String> afterKill(Place place) throws Exception;

  /**
   * What differs from the undisturbed work after a process has completed it; empty if nothing does.
   * The first call, on an undisturbed place, records what the others are compared with.
   */
  List<String> atEnd(Place place, ProgramProcess completed) throws Exception;
}
