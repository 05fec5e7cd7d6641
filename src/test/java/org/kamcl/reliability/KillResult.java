package org.kamcl.reliability;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One kill.
 *
 * @param seed of the series
 * @param kill number in the series
 * @param kind of the work
 * @param signal KILL or TERM
 * @param delay from the start of the process, milliseconds
 * @param exit code of the killed process
 * @param after what was wrong after the kill
 * @param end what was wrong after the work was completed
 * @param version of the program, if known
 */
record KillResult(
    long seed,
    int kill,
    String kind,
    String signal,
    long delay,
    int exit,
    List<String> after,
    List<String> end,
    String version) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  boolean isGood() {
    return after.isEmpty() && end.isEmpty();
  }

  KillResult withEnd(List<String> problems) {
    return new KillResult(
        seed, kill, kind, signal, delay, exit, after, List.copyOf(problems), version);
  }

  /** Appends a line to a file, so that the results of several series accumulate. */
  void appendTo(Path file) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(
        file, GSON.toJson(this) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All results of a file. */
  static List<KillResult> read(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(l -> GSON.fromJson(l, KillResult.class)).toList()
        : List.of();
  }

  /** A table with a line for each kind of work and signal. */
  static String table(List<KillResult> results) {
    TreeMap<String, List<KillResult>> groups = new TreeMap<>();
    for (KillResult result : results) {
      groups
          .computeIfAbsent(result.kind() + " " + result.signal(), k -> new ArrayList<>())
          .add(result);
    }
    StringBuilder table =
        new StringBuilder("%-20s %6s %6s %6s%n".formatted("work, signal", "kills", "good", "bad"));
    groups.forEach((name, group) -> table.append(line(name, group.size(), count(group))));
    return table.append(line("all", results.size(), count(results))).toString();
  }

  private static long count(List<KillResult> results) {
    return results.stream().filter(KillResult::isGood).count();
  }

  private static String line(String name, int all, long good) {
    return "%-20s %6d %6d %6d%n".formatted(name, all, good, all - good);
  }
}
