package org.kamcl.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.support.Pipes;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Positional arguments of every command, and values of every setting of a run, that are wrong. */
@Timeout(120)
class ArgumentValuesTest {
  /** Commands whose argument is a file or folder that they make. */
  private static final Set<String> NEW_FILES = Set.of("workspace backup", "workspace move");

  /** Options without which a command refuses its arguments for another reason. */
  private static final Map<String, List<String>> OPTIONS =
      Map.of(
          "evaluate", List.of("--split", "test"),
          "models import", List.of("--name", "x"),
          "models average", List.of("--name", "x"));

  /** Arguments that can be any text. */
  private static final Set<String> FREE_TEXT = Set.of("QUERY", "TAG", "NEW", "WORDS", "TEXT");

  @TempDir private static Path folder;

  private record Ended(int code, String err) {}

  @BeforeAll
  static void createModel() {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    TinyCorpus.write(folder.resolve("corpus"), 4, 2);
  }

  private static CommandOutput output(StringWriter err) {
    return new CommandOutput(new PrintWriter(new StringWriter()), new PrintWriter(err), false);
  }

  private static Ended run(List<String> words) {
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    int code = CommandRunner.run(output(err), all.toArray(String[]::new));
    return new Ended(code, err.toString());
  }

  /** Names and commands of all that do something. */
  private static void commands(CommandLine line, String parent, Map<String, CommandLine> found) {
    for (Map.Entry<String, CommandLine> sub : line.getSubcommands().entrySet()) {
      String name = (parent + " " + sub.getKey()).strip();
      if (sub.getValue().getSubcommands().isEmpty() && !name.equals("help")) {
        found.put(name, sub.getValue());
      }
      commands(sub.getValue(), name, found);
    }
  }

  private static Map<String, CommandLine> commands() {
    Map<String, CommandLine> found = new TreeMap<>();
    commands(CommandRunner.commandLine(output(new StringWriter()), WindowLauncher.NONE), "", found);
    return found;
  }

  @Test
  void aWrongPositionalArgumentIsRefusedWithASentence() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "not an image");
    List<String> values =
        new ArrayList<>(
            List.of(notes.toString(), folder.resolve("none").toString(), "", "\u001b[31m"));
    Pipes.ifPossible(folder.resolve("pipe")).ifPresent(pipe -> values.add(pipe.toString()));
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (Map.Entry<String, CommandLine> command : commands().entrySet()) {
      List<PositionalParamSpec> parameters =
          command.getValue().getCommandSpec().positionalParameters();
      for (PositionalParamSpec parameter : parameters) {
        if (FREE_TEXT.stream().anyMatch(parameter.paramLabel()::contains)) {
          continue;
        }
        for (String value : values) {
          if (NEW_FILES.contains(command.getKey()) && value.endsWith("none")) {
            continue;
          }
          List<String> words = new ArrayList<>(Arrays.asList(command.getKey().split(" ")));
          for (PositionalParamSpec other : parameters) {
            boolean needed = other.arity().min() > 0 || other.equals(parameter);
            for (int i = 0; needed && i < Math.max(1, other.arity().min()); i++) {
              words.add(other.equals(parameter) ? value : "x");
            }
          }
          words.addAll(OPTIONS.getOrDefault(command.getKey(), List.of()));
          Ended ended = run(words);
          checked++;
          boolean refused = ended.code == 1 || ended.code == 2;
          boolean internal =
              ended.err.contains("Exception")
                  || ended.err.contains("\tat ")
                  || ended.err.contains("nexpected error");
          if (!refused
              || internal
              || !(ended.err.contains("kamcl: error: ") || ended.err.contains("skipped: "))
              || ended.err.indexOf(27) >= 0) {
            wrong.add(words + " -> " + ended.code + " " + ended.err.strip());
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(checked > 50, "" + checked);
  }

  @Test
  void everySettingOfARunRefusesImpossibleValuesByName() {
    List<TrainingSetting> settings;
    try (ExplorerContext context =
        ExplorerContext.open(new Workspace(folder.resolve("workspace"), Optional.empty()))) {
      settings = context.trainingRuns().settings("default", Locale.ENGLISH);
    }
    assertFalse(settings.isEmpty());
    List<String> wrong = new ArrayList<>();
    for (TrainingSetting setting : settings) {
      if (setting.name().equals("synonymFile")) {
        // A file that is missing is found when the words are read.
        continue;
      }
      boolean number = setting.value().matches("-?[0-9.]+(E-?\\d+)?");
      for (String value : number ? List.of("many", "NaN", "1e999") : List.of("no such")) {
        // Nothing is trained, not even if a value is accepted.
        Ended ended =
            run(
                List.of(
                    "train",
                    folder.resolve("corpus").toString(),
                    "--from",
                    "small",
                    "--dry-run",
                    "--set",
                    setting.name() + "=" + value));
        if (ended.code != 2 || !ended.err.contains(setting.name())) {
          wrong.add(setting.name() + "=" + value + " -> " + ended);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }
}
