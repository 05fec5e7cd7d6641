package org.kamcl.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completions work in the shells that this machine has, and each command has its man page. */
class CommandFilesTest {
  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    CommandFiles.main(
        new String[] {folder.resolve("completion").toString(), folder.resolve("man").toString()});
  }

  private static List<String> run(String shell, String... words)
      throws IOException, InterruptedException {
    assumeTrue(
        Stream.of("/bin/", "/usr/bin/").anyMatch(bin -> Files.isExecutable(Path.of(bin + shell))),
        shell + " is not installed");
    // A shell that waits for something ends.
    ProcessBuilder builder = new ProcessBuilder("timeout", "60", shell);
    builder.command().addAll(List.of(words));
    builder.environment().put("HOME", folder.toString());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }

  private static List<String> bash(String... line) throws Exception {
    String words = "\"" + String.join("\" \"", line) + "\"";
    return run(
        "bash",
        "-c",
        String.format(
            "compopt() { :; }; source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE=%s; COMP_POINT=${#COMP_LINE};"
                + " _complete_kamcl; printf '%%s\\n' \"${COMPREPLY[@]}\"",
            folder.resolve("completion/kamcl.bash"),
            words,
            line.length - 1,
            "\"" + String.join(" ", line) + "\""));
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assertTrue(bash("kamcl", "se").stream().anyMatch(w -> w.strip().equals("search")));
    assertTrue(bash("kamcl", "models", "im").stream().anyMatch(w -> w.strip().equals("import")));
    List<String> options = bash("kamcl", "search", "--js");
    assertEquals(List.of("--json"), options.stream().map(String::strip).toList());
  }

  private static List<String> fish(String line) throws Exception {
    return run(
        "fish",
        "--no-config",
        "-c",
        "source " + folder.resolve("completion/kamcl.fish") + "; complete -C '" + line + "'");
  }

  @Test
  void fishCompletesCommandsAndOptions() throws Exception {
    assertTrue(
        fish("kamcl se").stream().anyMatch(w -> w.startsWith("search\t")),
        () -> "no command search");
    List<String> models = fish("kamcl models ");
    assertTrue(models.stream().anyMatch(w -> w.startsWith("import\t")), models::toString);
    assertTrue(models.stream().noneMatch(w -> w.startsWith("search\t")), models::toString);
    List<String> options = fish("kamcl search boats --js");
    assertTrue(options.stream().anyMatch(w -> w.startsWith("--json\t")), options::toString);
    assertTrue(fish("kamcl models import --js").stream().anyMatch(w -> w.startsWith("--json")));
  }

  @Test
  void zshCompletesCommands() throws Exception {
    Path script = folder.resolve("complete.zsh");
    Files.createDirectories(folder.resolve("share/zsh/vendor-completions"));
    Files.createDirectories(folder.resolve("share/bash-completion/completions"));
    Files.copy(
        folder.resolve("completion/_kamcl"), folder.resolve("share/zsh/vendor-completions/_kamcl"));
    Files.copy(
        folder.resolve("completion/kamcl.bash"),
        folder.resolve("share/bash-completion/completions/kamcl"));
    // A shell in a pseudo-terminal: completion works in interactive shells only.
    Files.writeString(
        script,
        String.join(
            "\n",
            "zmodload zsh/zpty",
            "zpty shell zsh -f -i",
            "zpty -w shell 'PS1=; fpath=(" + folder + "/share/zsh/vendor-completions $fpath)'",
            "zpty -w shell 'autoload -U compinit; compinit -u -D; print RE''ADY'",
            "zpty -r -m shell line '*READY*'",
            "zpty -n -w shell $'kamcl models im\\t'",
            "zpty -r -m shell line '*import*'",
            "print -r -- \"$line\"",
            "zpty -d shell",
            ""));
    List<String> output = run("zsh", "-f", "-c", "source " + script);
    assertTrue(
        output.stream().anyMatch(line -> line.contains("kamcl models import")), output::toString);
  }

  @Test
  void eachCommandHasAPage() throws IOException {
    try (Stream<Path> pages = Files.list(folder.resolve("man"))) {
      List<String> names = pages.map(page -> page.getFileName().toString()).sorted().toList();
      assertTrue(
          names.containsAll(List.of("kamcl.adoc", "kamcl-search.adoc", "kamcl-models-import.adoc")),
          names::toString);
    }
  }
}
