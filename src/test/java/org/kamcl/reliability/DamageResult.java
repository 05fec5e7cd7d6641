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
 * What the program said about a damage.
 *
 * @param seed of the series
 * @param target what was damaged
 * @param damage how
 * @param outcome of the command
 * @param code of the error, or empty
 * @param said warnings and errors
 * @param version of the program, if known
 */
record DamageResult(
    long seed,
    String target,
    String damage,
    Outcome outcome,
    String code,
    String said,
    String version) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** What can happen. */
  enum Outcome {
    /** The answer is that of the undamaged file. */
    UNCHANGED,
    /** The answer differs, with a warning. */
    WARNED,
    /** An error with a sentence. */
    REFUSED,
    /** The answer differs without a word. Never right. */
    SILENT,
    /** Something else was said than {@link DamageExpectations} states. Never right. */
    MISNAMED,
    /** A stack trace or an internal error. Never right. */
    INTERNAL;

    boolean isGood() {
      return this != SILENT && this != MISNAMED && this != INTERNAL;
    }
  }

  void appendTo(Path file) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(
        file, GSON.toJson(this) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  static List<DamageResult> read(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(l -> GSON.fromJson(l, DamageResult.class)).toList()
        : List.of();
  }

  /** A table with a line for each target and damage: how often each outcome was seen. */
  static String table(List<DamageResult> results) {
    TreeMap<String, List<DamageResult>> groups = new TreeMap<>();
    for (DamageResult result : results) {
      groups
          .computeIfAbsent(
              "%-26s %-20s".formatted(result.target, result.damage), k -> new ArrayList<>())
          .add(result);
    }
    StringBuilder table = new StringBuilder();
    table.append("%-47s".formatted("target, damage"));
    for (Outcome outcome : Outcome.values()) {
      table.append("%10s".formatted(outcome.name().toLowerCase(java.util.Locale.ROOT)));
    }
    table.append("  code\n");
    groups.forEach((name, group) -> table.append(line(name, group)));
    return table.append(line("%-47s".formatted("all"), results)).toString();
  }

  private static String line(String name, List<DamageResult> group) {
    StringBuilder line = new StringBuilder(name);
    for (Outcome outcome : Outcome.values()) {
      line.append("%10d".formatted(group.stream().filter(r -> r.outcome == outcome).count()));
    }
    String codes =
        group.size() > 40
            ? ""
            : String.join(
                " ",
                group.stream()
                    .map(DamageResult::code)
                    .filter(c -> !c.isEmpty())
                    .distinct()
                    .toList());
    return line.append("  ").append(codes).append('\n').toString();
  }
}
