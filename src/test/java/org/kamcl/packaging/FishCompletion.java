package org.kamcl.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion for fish, which picocli does not write: the commands, and for each its options
 * with their values. Where neither is asked for, fish completes files.
 */
final class FishCompletion {
  private final List<String> lines = new ArrayList<>();

  private FishCompletion() {}

  /** The completion script. */
  static String of(CommandLine commands) {
    FishCompletion completion = new FishCompletion();
    completion.lines.add("# Completes the commands and options of kamcl.");
    // The words before the cursor that are no options, as a path: "kamcl models import".
    completion.lines.add("function __kamcl_at");
    completion.lines.add("    set -l words (commandline -opc | string match -v -- '-*')");
    completion.lines.add("    set words[1] kamcl");
    completion.lines.add("    test \"$words\" = \"$argv\"; and return 0");
    completion.lines.add("    # Arguments and values of options may follow a command.");
    completion.lines.add("    contains -- final $argv; or return 1");
    completion.lines.add("    set -l path $argv[2..-1]");
    completion.lines.add("    test (count $words) -ge (count $path)");
    completion.lines.add("    and test \"$words[1..\"(count $path)\"]\" = \"$path\"");
    completion.lines.add("end");
    completion.add(commands, "kamcl");
    return String.join("\n", completion.lines) + "\n";
  }

  private void add(CommandLine command, String path) {
    CommandSpec spec = command.getCommandSpec();
    boolean group = !spec.subcommands().isEmpty();
    String condition = quote("__kamcl_at " + (group ? "" : "final ") + path);
    for (CommandLine sub : spec.subcommands().values()) {
      lines.add(
          "complete -c kamcl -n "
              + condition
              + " -f -a "
              + quote(sub.getCommandName())
              + " -d "
              + quote(firstSentence(sub.getCommandSpec().usageMessage().description())));
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        add(option, condition);
      }
    }
    for (CommandLine sub : spec.subcommands().values()) {
      add(sub, path + " " + sub.getCommandName());
    }
  }

  private void add(OptionSpec option, String condition) {
    StringBuilder line = new StringBuilder("complete -c kamcl -n ").append(condition);
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : name.length() == 2 ? " -s " : " -o ")
          .append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
    }
    if (option.completionCandidates() != null) {
      String values =
          StreamSupport.stream(option.completionCandidates().spliterator(), false)
              .collect(Collectors.joining(" "));
      line.append(" -f -a ").append(quote(values));
    }
    lines.add(line.append(" -d ").append(quote(firstSentence(option.description()))).toString());
  }

  private static String firstSentence(String... description) {
    String text = String.join(" ", description).replaceAll("\\$\\{[^}]*}|%n", " ").strip();
    int end = text.indexOf(". ");
    return end < 0 ? text.replaceFirst("\\.$", "") : text.substring(0, end);
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
