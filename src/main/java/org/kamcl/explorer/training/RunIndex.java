package org.kamcl.explorer.training;

import java.util.List;
import java.util.Set;

/** Keeps what was read from the logs of runs. Whatever fails is read from the logs again. */
public interface RunIndex {
  /** Keeps nothing. */
  RunIndex NONE =
      new RunIndex() {
        @Override
        public List<Entry> load() {
          return List.of();
        }

        @Override
        public void store(List<Entry> changed, Set<String> present) {}
      };

  /**
   * A run.
   *
   * @param name of the run
   * @param offset number of bytes of its log that were read
   * @param check checksum of the bytes before the offset
   * @param history what they say, as JSON
   */
  record Entry(String name, long offset, int check, String history) {}

  /** All intact entries. */
  List<Entry> load();

  /**
   * Stores entries.
   *
   * @param changed entries that are new or replace others
   * @param present names of all runs; the entries of others are deleted
   */
  void store(List<Entry> changed, Set<String> present);
}
