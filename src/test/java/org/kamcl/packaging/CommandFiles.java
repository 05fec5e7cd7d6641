package org.kamcl.packaging;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.WindowLauncher;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what the shells and {@code man} need to know about the commands, for the installers. A
 * program of the build: arguments are the folder for the completions and the folder for the man
 * pages, which are AsciiDoc files.
 */
public final class CommandFiles {
  private CommandFiles() {}

  /** Writes the files. */
  public static void main(String[] args) throws IOException {
    Path completion = Files.createDirectories(Path.of(args[0]));
    Path pages = Files.createDirectories(Path.of(args[1]));
    CommandLine commands = commands();
    Files.writeString(completion.resolve("kamcl.bash"), bash(commands), StandardCharsets.UTF_8);
    Files.writeString(completion.resolve("_kamcl"), zsh(), StandardCharsets.UTF_8);
    Files.writeString(
        completion.resolve("kamcl.fish"), FishCompletion.of(commands), StandardCharsets.UTF_8);
    int code =
        ManPageGenerator.generateManPage(
            pages.toFile(), null, new boolean[0], false, commands.getCommandSpec());
    if (code != 0) {
      throw new IOException("The man pages were not written: " + code);
    }
  }

  /** The commands of the program. */
  static CommandLine commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return CommandRunner.commandLine(
        new CommandOutput(nowhere, nowhere, false), WindowLauncher.NONE);
  }

  /** The completion for bash. */
  static String bash(CommandLine commands) {
    return AutoComplete.bash("kamcl", commands);
  }

  /** The completion for zsh: that of bash, through zsh's own functions for it. */
  private static String zsh() {
    return String.join(
        "\n",
        "#compdef kamcl",
        "# The completion of bash, loaded when it is used for the first time.",
        "if (( ! $+functions[_complete_kamcl] )); then",
        "  local file here=${functions_source[_kamcl]:-${(%):-%x}}",
        "  for file in ${here:h:h:h}/bash-completion/completions/kamcl"
            + " /usr/share/bash-completion/completions/kamcl; do",
        "    [[ -r $file ]] && break",
        "  done",
        "  autoload -U +X bashcompinit && bashcompinit",
        "  source $file",
        "fi",
        "_bash_complete -o default -F _complete_kamcl",
        "");
  }
}
