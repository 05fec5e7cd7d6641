package org.kamcl.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script of the packages, with a program in place of Java that prints what it gets.
 */
@EnabledOnOs(OS.LINUX)
class LauncherScriptTest {
  private static final Path SCRIPT = Path.of("packaging", "linux", "kamcl");

  @TempDir Path folder;
  private Path program;

  @BeforeEach
  void install() throws IOException {
    program = folder.resolve("a folder/kamcl-explorer");
    Path app = Files.createDirectories(program.resolve("lib/app"));
    Path java = Files.createDirectories(program.resolve("lib/runtime/bin")).resolve("java");
    Files.createDirectories(program.resolve("bin"));
    Files.copy(SCRIPT, program.resolve("bin/kamcl"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(java, "#!/bin/sh\nenv\nfor word in \"$@\"; do echo \"word=$word\"; done\n");
    assertTrue(java.toFile().setExecutable(true));
    for (String name :
        List.of(
            "kamcl-explorer.jar",
            "zz-geotools-wrapper.jar",
            "slf4j-api-2.jar",
            "api.jar",
            "Zip.jar")) {
      Files.writeString(app.resolve(name), "");
    }
    Files.writeString(app.resolve("java.options"), "");
  }

  private List<String> run(Path script, Map<String, String> variables, String... words)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(words));
    builder.redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }

  private Map<String, String> environment(Map<String, String> variables) throws Exception {
    return run(program.resolve("bin/kamcl"), variables).stream()
        .filter(line -> !line.startsWith("word=") && line.contains("="))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1),
                (first, second) -> second,
                TreeMap::new));
  }

  @Test
  void whatMustBeSetBeforeTheProcessStartsIsSet() throws Exception {
    Map<String, String> environment = environment(Map.of());
    assertEquals("passive", environment.get("OMP_WAIT_POLICY"));
    assertEquals("0", environment.get("GOMP_SPINCOUNT"));
    assertEquals("1073741824", environment.get("MALLOC_MMAP_THRESHOLD_"));
    assertEquals("1073741824", environment.get("MALLOC_TRIM_THRESHOLD_"));
    assertEquals("1", environment.get("MALLOC_ARENA_MAX"));
    assertEquals("glibc.malloc.hugetlb=1", environment.get("GLIBC_TUNABLES"));
    assertEquals("true", environment.get("OPT_OUT_TRACKING"));
    assertTrue(
        List.of("C.UTF-8", "C.utf8", "en_US.UTF-8").contains(environment.get("LC_CTYPE")),
        environment::toString);
  }

  @Test
  void theVariablesOfTheUserTakePrecedenceButThoseForOtherJavaProgramsDoNotCount()
      throws Exception {
    Map<String, String> environment =
        environment(
            Map.of(
                "OMP_WAIT_POLICY", "active",
                "MALLOC_ARENA_MAX", "4",
                "JDK_JAVA_OPTIONS", "-Xmx1m",
                "CLASSPATH", "/elsewhere"));
    assertEquals("active", environment.get("OMP_WAIT_POLICY"));
    assertEquals("4", environment.get("MALLOC_ARENA_MAX"));
    assertTrue(
        !environment.containsKey("JDK_JAVA_OPTIONS") && !environment.containsKey("CLASSPATH"));
  }

  @Test
  void theScriptFindsTheProgramThroughLinksAndPassesTheArguments() throws Exception {
    Path link = folder.resolve("kamcl-link");
    Files.createSymbolicLink(link, folder.relativize(program.resolve("bin/kamcl")));
    List<String> words =
        run(
            link,
            Map.of("KAMCL_MEMORY", "3g", "KAMCL_JAVA_OPTIONS", "-Da=1 -Db=2"),
            "search",
            "a b");
    String app = program.toRealPath().resolve("lib/app").toString();
    assertEquals(
        List.of(
            "@" + app + "/java.options",
            "-Xmx3g",
            "-Da=1",
            "-Db=2",
            "-Dkamcl.program=" + app,
            "-Dkamcl.unpacked=" + app + "/unpacked",
            "-Dkamcl.terminal=false",
            "-cp",
            String.join(
                ":",
                app + "/kamcl-explorer.jar",
                app + "/Zip.jar",
                app + "/api.jar",
                app + "/slf4j-api-2.jar",
                app + "/zz-geotools-wrapper.jar"),
            "org.kamcl.explorer.app.Launcher",
            "search",
            "a b"),
        words.stream()
            .filter(line -> line.startsWith("word="))
            .map(line -> line.substring("word=".length()))
            .toList());
  }

  @Test
  void crashesAreWrittenBesideTheLogsWhereThatIsPossible() throws Exception {
    Path home = Files.createDirectories(folder.resolve("a home"));
    Path state = home.resolve(".local/state/kamcl");
    for (String start : List.of("first", "second")) {
      assertEquals(
          List.of("word=-XX:ErrorFile=" + state + "/hs_err_pid%p.log"),
          crashFiles(Map.of("HOME", home.toString())),
          start);
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
    }
    assertEquals(List.of(), crashFiles(Map.of()), "no folder is made without a home");
    assertEquals(List.of(), crashFiles(Map.of("HOME", "/dev/null")), "nor where it cannot be");
    Path other = Files.createDirectories(folder.resolve("50%"));
    assertEquals(List.of(), crashFiles(Map.of("KAMCL_STATE", other.toString())));
  }

  private List<String> crashFiles(Map<String, String> variables) throws Exception {
    return run(program.resolve("bin/kamcl"), variables).stream()
        .filter(line -> line.startsWith("word=-XX:ErrorFile"))
        .toList();
  }

  @Test
  void theLibrariesHaveTheSameOrderInEveryShellAndLocale() throws Exception {
    Path link = folder.resolve("with-bash");
    String script = Files.readString(SCRIPT, StandardCharsets.UTF_8);
    Files.writeString(
        program.resolve("bin/kamcl"), script.replaceFirst("#!/bin/sh", "#!/bin/bash"));
    Files.createSymbolicLink(link, program.resolve("bin/kamcl"));
    List<String> expected = null;
    for (String locale : List.of("C", "C.UTF-8", "en_US.UTF-8", "de_DE.UTF-8")) {
      List<String> words = run(link, Map.of("LC_ALL", locale));
      String classPath = words.get(words.indexOf("word=-cp") + 1);
      List<String> names =
          Arrays.stream(classPath.substring("word=".length()).split(":"))
              .map(jar -> Path.of(jar).getFileName().toString())
              .toList();
      if (expected == null) {
        expected = names;
        assertEquals("kamcl-explorer.jar", names.get(0));
        assertEquals(names.subList(1, 5).stream().sorted().toList(), names.subList(1, 5));
      }
      assertEquals(expected, names, locale);
    }
  }

  @Test
  void aFolderInWhichJavaCannotStartIsNamed() throws Exception {
    Path moved = folder.resolve("at 10:30");
    Files.move(program, moved);
    Process process =
        new ProcessBuilder(moved.resolve("bin/kamcl").toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor());
    assertTrue(output.contains("Rename the folder: " + moved.toRealPath()), output);
  }

  @Test
  void theImageThatIsPackedIsTheOneThatIsCompleted() throws IOException {
    String build = Files.readString(Path.of("pom.xml"), StandardCharsets.UTF_8);
    String script =
        Files.readString(Path.of("packaging", "finish-image.sh"), StandardCharsets.UTF_8);
    assertTrue(build.contains("<appImage>${installer.folder}/image/${installer.image}</appImage>"));
    // jpackage adds the extension of applications on macOS.
    String profile = build.substring(build.indexOf("<id>macos</id>"));
    String name = "KAMCL Explorer.app";
    assertTrue(profile.contains("<installer.image>" + name + "</installer.image>"));
    assertTrue(script.contains("\"$folder/" + name + "\""));
  }

  @Test
  void theInstalledProgramHasTheEnvironmentOfTheScriptOfTheSources() throws IOException {
    assertEquals(exports(Path.of("kamcl")), exports(SCRIPT));
  }

  private static List<String> exports(Path script) throws IOException {
    List<String> lines =
        Files.readAllLines(script, StandardCharsets.UTF_8).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("export "))
            .toList();
    assertTrue(lines.size() >= 9, lines::toString);
    return lines;
  }

  @Test
  void theInstalledProgramHasTheJavaOptionsOfTheScriptOfTheSources() throws IOException {
    String script = Files.readString(Path.of("kamcl"), StandardCharsets.UTF_8);
    String build = Files.readString(Path.of("pom.xml"), StandardCharsets.UTF_8);
    List<String> options =
        Pattern.compile("(?<=[ \"=])-(XX:|Xms|Xmn|Xlog|Xshare|Dai|Dcom)[^\\s\"$]+")
            .matcher(script.replaceAll("(?s)share\\(\\) \\{.*?\n}\n", ""))
            .results()
            .map(MatchResult::group)
            .filter(option -> !option.startsWith("-XX:SharedArchiveFile"))
            // Depends on the user, so the script has it.
            .filter(option -> !option.startsWith("-XX:ErrorFile"))
            .toList();
    assertTrue(options.size() >= 15, options::toString);
    for (String option : options) {
      assertTrue(build.contains(">" + option + "<"), option);
    }
  }
}
