package org.kamcl.explorer.training;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.engine.training.run.LogPosition;
import org.kamcl.engine.training.run.LogSlice;
import org.kamcl.engine.training.run.RunFolder;

/**
 * The histories of all runs: in memory, and in an index so that the next start need not read all
 * logs. An entry names the place in the log up to which it was built. If the log was extended, the
 * rest is read; if it was rewritten, or the entry is missing or damaged, all of it. The folders
 * alone are authoritative.
 */
final class RunHistories {
  private final RunIndex index;
  private final Map<String, Known> known = new HashMap<>();
  private boolean loaded;

  RunHistories(RunIndex index) {
    this.index = index;
  }

  /** A history with the place up to which it was built. */
  private static final class Known {
    private RunHistory history = new RunHistory();
    private LogPosition position = LogPosition.START;
    private long indexed;
    private long seen;
  }

  /** The history of a run as its log is now. */
  synchronized RunHistory of(RunFolder run) {
    load();
    Known entry = known.computeIfAbsent(run.name(), name -> new Known());
    LogSlice slice = run.events(entry.position);
    if (slice.restarted()) {
      entry.history = new RunHistory();
      entry.indexed = 0;
    }
    slice.events().forEach(entry.history::add);
    entry.history.damagedLines += slice.damaged();
    entry.position = slice.position();
    return entry.history;
  }

  /**
   * Stores what the index lacks.
   *
   * @param present names of all runs; others leave the index
   */
  synchronized void save(Set<String> present) {
    known.keySet().retainAll(present);
    List<RunIndex.Entry> changed = new ArrayList<>();
    known.forEach(
        (name, entry) -> {
          // The log of a running run grows all the time; its entry is written when it rests.
          long offset = entry.position.offset();
          boolean rests = entry.history.outcome != null || offset == entry.seen;
          entry.seen = offset;
          if (offset != entry.indexed && rests) {
            changed.add(
                new RunIndex.Entry(
                    name, entry.position.offset(), entry.position.check(), entry.history.toJson()));
            entry.indexed = entry.position.offset();
          }
        });
    index.store(changed, present);
  }

  private void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    for (RunIndex.Entry stored : index.load()) {
      try {
        Known entry = new Known();
        entry.history = RunHistory.fromJson(stored.history());
        entry.position = new LogPosition(stored.offset(), stored.check());
        entry.indexed = stored.offset();
        known.put(stored.name(), entry);
      } catch (JsonParseException e) {
        // Of another version; the log is read again.
      }
    }
  }
}
