package org.kamcl.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.support.CommandResult;
import org.kamcl.support.Pipes;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of every command with values that no command can work with. The options are those of
 * the commands themselves, so a new one is tested without a change here; only values that a new
 * option allows are listed.
 */
@Timeout(120)
class OptionValuesTest {
  /** Arguments that make the rest of a command line valid. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("index", "IMAGES"),
          Map.entry("search", "boats"),
          Map.entry("inspect", "IMAGE"),
          Map.entry("collections rename", "images pictures"),
          Map.entry("collections remove", "images"),
          Map.entry("tags add", "x IMAGE"),
          Map.entry("tags remove", "x IMAGE"),
          Map.entry("caption", "IMAGE"),
          Map.entry("explain", "IMAGE boats"),
          Map.entry("embed", "--images IMAGES --out OUT.npy"),
          Map.entry("evaluate", "CORPUS --split train"),
          Map.entry("train", "CORPUS --epochs 1"),
          Map.entry("runs show", "none"),
          Map.entry("runs pause", "none"),
          Map.entry("runs stop", "none"),
          Map.entry("runs delete", "none"),
          Map.entry("corpus check", "CORPUS"),
          Map.entry("concepts build", "CORPUS"),
          Map.entry("models show", "small"),
          Map.entry("models import", "NOTES --name x"),
          Map.entry("models calibrate", "CORPUS"),
          Map.entry("models average", "small small --name x"),
          Map.entry("models delete", "none"),
          Map.entry("screenshots", "OUT"));

  /** Other arguments where an option does not go with those above. */
  private static final Map<String, String> ARGUMENTS_WITH =
      Map.ofEntries(
          Map.entry("explain --evaluate", ""),
          Map.entry("explain --images", "--evaluate CORPUS"),
          Map.entry("explain --split", "--evaluate CORPUS"),
          Map.entry("embed --images", "--out OUT.npy"),
          Map.entry("embed --texts", "--out OUT.npy"),
          Map.entry("embed --out", "--images IMAGES"),
          Map.entry("models import --name", "NOTES"),
          Map.entry("models average --name", "small small"),
          Map.entry("train --resume", ""),
          Map.entry("search --sort", ""),
          Map.entry("suggest --split", "--evaluate CORPUS"));

  /** Numbers that an option allows although most do not. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "--seed", Set.of("0", "-1"),
          "--overlap", Set.of("0"),
          "--opacity", Set.of("0"),
          "--captioned", Set.of("0"));

  /** Options whose text can be anything. */
  private static final Set<String> FREE_TEXT = Set.of("--query", "--term");

  /** Options that give a new name, for which any valid name is right. */
  private static final Set<String> NEW_NAMES =
      Set.of(
          "index --collection",
          "search --save",
          "train --name",
          "models import --name",
          "models average --name");

  /** Options whose text may be a file; one that cannot be read is a failure, not wrong use. */
  private static final Set<String> FILES =
      Set.of("search --like", "search --area", "suggest --area", "train --config");

  /** Options that read any text, or any folder. */
  private static final Map<String, String> READABLE =
      Map.of("--texts", "NOTES", "--captions", "NOTES", "--images", "IMAGES");

  private static final List<String> NO_INTEGERS =
      List.of("0", "-1", "99999999999999999999", "1.5", "NaN", "many", "");
  private static final List<String> NO_NUMBERS =
      List.of("0", "-1", "NaN", "Infinity", "-Infinity", "1e999", "many", "");

  @TempDir private static Path folder;

  @BeforeAll
  static void createFiles() throws IOException {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    Path image = folder.resolve("images/a.jpg");
    Files.createDirectories(image.getParent());
    Files.write(image, ImageBytes.jpeg(TestModels.image(1, 60, 50)));
    Files.writeString(folder.resolve("notes.txt"), "not an image");
    TinyCorpus.write(folder.resolve("corpus"), 4, 2);
    assertEquals(0, run(List.of("index", "IMAGES")).code());
  }

  private static CommandResult run(List<String> words) {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      all.add(
          word.replace("IMAGES", folder.resolve("images").toString())
              .replace("IMAGE", folder.resolve("images/a.jpg").toString())
              .replace("CORPUS", folder.resolve("corpus").toString())
              .replace("NOTES", folder.resolve("notes.txt").toString())
              .replace("OUT", folder.resolve("out").toString()));
    }
    if (words.stream().noneMatch(word -> word.startsWith("--workspace"))) {
      all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    }
    return CommandResult.of(all.toArray(String[]::new));
  }

  /** Names of all commands that do something, with their parents. */
  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    add(root(), "", names);
    return names.stream();
  }

  private static CommandLine root() {
    return CommandRunner.commandLine(
        new CommandOutput(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false),
        WindowLauncher.NONE);
  }

  private static void add(CommandLine line, String parent, List<String> names) {
    for (Map.Entry<String, CommandLine> sub : line.getSubcommands().entrySet()) {
      String name = (parent + " " + sub.getKey()).strip();
      if (sub.getValue().getSubcommands().isEmpty() && !name.equals("help")) {
        names.add(name);
      }
      add(sub.getValue(), name, names);
    }
  }

  private static Set<OptionSpec> options(String command) {
    CommandLine line = root();
    for (String word : command.split(" ")) {
      line = line.getSubcommands().get(word);
    }
    Set<OptionSpec> options = new LinkedHashSet<>(line.getCommandSpec().options());
    options.removeIf(option -> option.usageHelp() || option.versionHelp() || isFlag(option));
    return options;
  }

  private static boolean isFlag(OptionSpec option) {
    return option.typeInfo().isBoolean();
  }

  private static List<String> line(String command, OptionSpec option, String value) {
    String name = option.longestName();
    String arguments =
        ARGUMENTS_WITH.getOrDefault(command + " " + name, ARGUMENTS.getOrDefault(command, ""));
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    List<String> rest = new ArrayList<>(List.of(arguments.split(" ")));
    int same = rest.indexOf(name);
    if (same >= 0) {
      // Once, with the value.
      rest.subList(same, same + 2).clear();
    }
    rest.removeIf(String::isEmpty);
    words.addAll(rest);
    words.add(name + "=" + value);
    return words;
  }

  private static Class<?> typeOf(OptionSpec option) {
    return option.typeInfo().isMultiValue() || option.typeInfo().isCollection()
        ? option.auxiliaryTypes()[0]
        : option.type();
  }

  private static void check(List<String> words, List<Integer> expected, List<String> wrong) {
    CommandResult ended = run(words);
    boolean sentence = ended.code() == 0 || ended.err().contains("kamcl: error: ");
    boolean internal =
        ended.err().contains("Exception")
            || ended.err().contains("\tat ")
            || ended.err().contains("nexpected error");
    if (!expected.contains(ended.code()) || !sentence || internal) {
      wrong.add(
          String.join(" ", words)
              + " -> "
              + ended.code()
              + ": "
              + ended.err().lines().filter(l -> l.startsWith("kamcl")).toList()
              + (internal ? " INTERNAL" : ""));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void valueThatIsNoPossibleNumberIsWrongUse(String command) {
    List<String> wrong = new ArrayList<>();
    for (OptionSpec option : options(command)) {
      Class<?> type = typeOf(option);
      boolean integer = Set.of(int.class, Integer.class, long.class, Long.class).contains(type);
      boolean number = Set.of(double.class, Double.class).contains(type);
      for (String value : integer ? NO_INTEGERS : number ? NO_NUMBERS : List.<String>of()) {
        if (!ALLOWED.getOrDefault(option.longestName(), Set.of()).contains(value)) {
          check(line(command, option, value), List.of(2), wrong);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** Choices, names of what does not exist, dates, areas: none is called "no such". */
  @ParameterizedTest
  @MethodSource("commands")
  void textThatIsNoneOfTheChoicesIsWrongUse(String command) {
    List<String> wrong = new ArrayList<>();
    for (OptionSpec option : options(command)) {
      Class<?> type = typeOf(option);
      String name = option.longestName();
      if ((type == String.class || type.isEnum())
          && !FREE_TEXT.contains(name)
          && !name.equals("--workspace")) {
        if (FILES.contains(command + " " + name)) {
          check(line(command, option, value(command, name)), List.of(1, 2), wrong);
          continue;
        }
        // A new name must be one that every system allows.
        check(line(command, option, value(command, name)), List.of(2), wrong);
        check(line(command, option, ""), List.of(2), wrong);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static String value(String command, String option) {
    return NEW_NAMES.contains(command + " " + option) ? "con" : "no such";
  }

  /** A folder, a missing file, a text and, where there are any, a pipe in place of every file. */
  @ParameterizedTest
  @MethodSource("commands")
  void fileOfAnotherKindIsRefusedWithASentence(String command) throws IOException {
    List<String> values = new ArrayList<>(List.of("NOTES", "IMAGES", "MISSING", ""));
    Pipes.ifPossible(folder.resolve("pipe")).ifPresent(pipe -> values.add(pipe.toString()));
    List<String> wrong = new ArrayList<>();
    for (OptionSpec option : options(command)) {
      boolean path = typeOf(option) == Path.class;
      boolean output = isOutput(command, option.longestName());
      for (String value : path ? values : List.<String>of()) {
        boolean possible =
            output
                ? !value.isEmpty()
                    && (value.equals("MISSING")
                        || value.equals("NOTES")
                        || option.paramLabel().equals("DIR"))
                : value.equals(READABLE.get(option.longestName()));
        if (!possible) {
          check(
              line(command, option, value.replace("MISSING", folder.resolve("missing").toString())),
              List.of(1, 2),
              wrong);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static boolean isOutput(String command, String option) {
    return Set.of("--out", "--heatmap", "--workspace").contains(option)
        || Set.of("search--export", "doctor--report").contains(command + option);
  }

  @Test
  void listsOfThisTestNameOptionsThatExist() {
    Set<String> names = new TreeSet<>();
    Set<String> pairs = new TreeSet<>();
    commands()
        .forEach(
            command ->
                options(command)
                    .forEach(
                        option -> {
                          names.add(option.longestName());
                          pairs.add(command + " " + option.longestName());
                        }));
    assertTrue(names.containsAll(ALLOWED.keySet()));
    assertTrue(names.containsAll(FREE_TEXT));
    assertTrue(names.containsAll(READABLE.keySet()));
    assertTrue(pairs.containsAll(FILES));
    assertTrue(pairs.containsAll(NEW_NAMES));
    assertTrue(pairs.containsAll(ARGUMENTS_WITH.keySet()));
    assertTrue(commands().toList().containsAll(ARGUMENTS.keySet()));
  }
}
