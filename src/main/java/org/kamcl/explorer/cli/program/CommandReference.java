package org.kamcl.explorer.cli.program;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The reference of all commands as a Markdown page, generated from their options. */
public final class CommandReference {
  private static final int WIDTH = 100;

  private CommandReference() {}

  /**
   * The page {@code docs/commands.md}.
   *
   * @param root the command line with all commands
   */
  public static String markdown(CommandLine root) {
    StringBuilder page = new StringBuilder();
    page.append("# Command reference\n\n");
    page.append("<!-- Generated from the commands; see CONTRIBUTING.md. Do not edit. -->\n\n");
    page.append(
        "Every command has `--help`, `--json` (one JSON document on standard output, nothing else"
            + " there), `--workspace DIR` and `--verbose`. Progress, notes, warnings and errors go"
            + " to standard error. Exit codes: 0 success, 1 failure, 2 usage error, 130 ended"
            + " by Ctrl-C, 143 by SIGTERM. With `--json`, a"
            + " failure prints `{\"error\": {\"code\", \"message\", \"arguments\"}}`.\n");
    root.getSubcommands().values().stream()
        .distinct()
        .filter(command -> !command.getCommandName().equals("help"))
        .forEach(command -> append(page, command, 2));
    return page.toString();
  }

  private static void append(StringBuilder page, CommandLine command, int level) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.width(WIDTH);
    page.append('\n').append("#".repeat(level)).append(' ');
    page.append(command.getCommandSpec().qualifiedName()).append("\n\n");
    String description = String.join(" ", usage.description());
    page.append(description.replace("%n", " ")).append('\n');
    if (command.getSubcommands().isEmpty()) {
      Help help = new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF));
      StringBuilder text = new StringBuilder();
      text.append(help.synopsis(0));
      text.append(help.parameterList());
      text.append(help.optionList());
      text.append(help.footer());
      page.append("\n```text\n");
      text.toString()
          .lines()
          .map(String::stripTrailing)
          .forEach(line -> page.append(line).append('\n'));
      page.append("```\n");
    }
    command.getSubcommands().values().stream()
        .distinct()
        .filter(sub -> !sub.getCommandName().toLowerCase(Locale.ROOT).equals("help"))
        .forEach(sub -> append(page, sub, level + 1));
  }
}
