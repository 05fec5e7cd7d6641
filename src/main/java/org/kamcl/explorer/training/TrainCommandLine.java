package org.kamcl.explorer.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.RunPlan;

/** The {@code kamcl train} command that repeats a run. */
public final class TrainCommandLine {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^-]+");

  private TrainCommandLine() {}

  /**
   * The words after {@code kamcl}.
   *
   * @param name of the run
   * @param exclusions table of the images that are left out
   */
  static List<String> words(RunPlan plan, String name, Optional<Path> exclusions) {
    List<String> words = new ArrayList<>();
    words.add("train");
    words.add(plan.corpus().toAbsolutePath().normalize().toString());
    plan.format().ifPresent(format -> words.addAll(List.of("--format", format)));
    words.addAll(List.of("--name", name, "--from", plan.from()));
    words.addAll(List.of("--config", plan.configuration()));
    words.addAll(List.of("--seed", Long.toString(plan.seed())));
    plan.settings().forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    exclusions.ifPresent(file -> words.addAll(List.of("--exclude", file.toString())));
    if (!plan.device().equals("cpu")) {
      words.addAll(List.of("--device", plan.device()));
    }
    return words;
  }

  /** A command line, quoted for the shell of this system. */
  public static String text(List<String> words) {
    return text(words, System.getProperty("os.name", "").startsWith("Windows"));
  }

  /**
   * A command line, quoted for a shell.
   *
   * @param windows whether for the shell of Windows
   */
  static String text(List<String> words, boolean windows) {
    return "kamcl "
        + words.stream().map(word -> quoted(word, windows)).collect(Collectors.joining(" "));
  }

  private static String quoted(String word, boolean windows) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    return windows
        ? '"' + word.replace("\"", "\\\"") + '"'
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
