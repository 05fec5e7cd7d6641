package org.kamcl.reliability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs work undisturbed and completes it, and says what is wrong then. */
final class WorkRunner {
  private static final long COMPLETION_MILLIS = 180_000;
  private static final int SHOWN = 400;

  private final Path folder;
  private final Map<KillCase, Double> durations = new HashMap<>();
  private int places;

  /**
   * @param folder for places
   */
  WorkRunner(Path folder) {
    this.folder = folder;
  }

  /** A fresh place, prepared for the work. */
  Place place(KillCase work) throws Exception {
    Place place = new Place(folder.resolve("place" + places++));
    work.prepare(place);
    return place;
  }

  /**
   * How long the work takes undisturbed, in milliseconds. The first call runs it and records its
   * result.
   */
  double duration(KillCase work) throws Exception {
    if (!durations.containsKey(work)) {
      try (Place place = place(work)) {
        List<String> problems = complete(work, place);
        if (!problems.isEmpty()) {
          throw new IllegalStateException(work.name() + ", undisturbed: " + problems);
        }
      }
    }
    return durations.get(work);
  }

  /** Completes the work of a place; returns what is wrong. */
  List<String> complete(KillCase work, Place place) throws Exception {
    List<String> problems = new ArrayList<>();
    try (ProgramProcess process = work.start(place)) {
      if (!process.endsWithin(COMPLETION_MILLIS)) {
        problems.add("did not end within " + COMPLETION_MILLIS + " ms");
        return problems;
      }
      // The machine may be busy; later rounds are timed by the latest complete ones.
      durations.merge(work, (double) process.age(), (a, b) -> (a + b) / 2);
      if (process.exitCode() != 0) {
        problems.add("exit code " + process.exitCode() + ": " + start(process.err()));
      }
      addTrace(process, problems);
      if (process.exitCode() == 0) {
        problems.addAll(work.atEnd(place, process));
      }
    }
    List<String> leftovers = place.leftovers();
    if (!leftovers.isEmpty()) {
      problems.add("leftovers: " + leftovers);
    }
    return problems;
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), SHOWN));
  }

  /** Adds stack traces in the output of a process to problems. */
  static void addTrace(ProgramProcess process, List<String> problems) {
    for (String text : List.of(process.out(), process.err())) {
      String trace = ProgramProcess.stackTrace(text);
      if (!trace.isEmpty()) {
        problems.add("stack trace: " + trace);
      }
    }
  }
}
