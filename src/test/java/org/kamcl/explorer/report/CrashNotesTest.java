package org.kamcl.explorer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashNotesTest {
  private static final String CRASH = "java_command: org.kamcl.explorer.app.Launcher search x\n";

  private static final String LAUNCHER = "-Djpackage.app-path=/opt/program";

  /** More than the numbers of processes of any system. */
  private static final long GONE = 999_999_999_999L;

  @TempDir private Path folder;
  private Path logs;
  private Path current;
  private Path temporary;

  @BeforeEach
  void createFolders() throws IOException {
    logs = Files.createDirectory(folder.resolve("logs"));
    current = Files.createDirectory(folder.resolve("a folder 中"));
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  private Path note(long process) throws IOException {
    return Files.writeString(logs.resolve("process-" + process + ".txt"), current.toString());
  }

  private static Path crash(Path folder, long process, String text) throws IOException {
    return Files.writeString(folder.resolve("hs_err_pid" + process + ".log"), text);
  }

  private void collect() {
    CrashNotes.collect(logs, List.of(temporary));
  }

  /** A process of its own in the folder, with a class path that is valid there. */
  private Process start(String property, String... arguments) throws IOException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:-CreateCoredumpOnCrash", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(property, "-DKAMCL_STATE=" + logs, "-cp", classPath));
    command.add(Noted.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(current.toFile());
    // Java reads the name of the folder in the encoding of the locale.
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.redirectErrorStream(true).start();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileOfACrashedProcessIsMovedFromWhereItRanOrFromTheTemporaryFolder() throws IOException {
    note(GONE);
    note(GONE - 1);
    Path first = crash(current, GONE, CRASH);
    Path second = crash(temporary, GONE - 1, CRASH);
    collect();
    assertEquals(
        List.of("hs_err_pid" + (GONE - 1) + ".log", "hs_err_pid" + GONE + ".log"), names());
    assertFalse(Files.exists(first) || Files.exists(second));
  }

  @Test
  void anEarlierCrashWithTheSameNumberIsKept() throws IOException {
    note(GONE);
    crash(logs, GONE, "earlier");
    crash(current, GONE, CRASH);
    collect();
    assertEquals("earlier", Files.readString(logs.resolve("hs_err_pid" + GONE + ".log")));
    assertEquals(CRASH, Files.readString(logs.resolve("hs_err_pid" + GONE + "-2.log")));
  }

  @Test
  void theFilesOfOtherProgramsAndLinksStay() throws IOException {
    note(GONE);
    Path other = crash(current, GONE, "java_command: com.example.Main\n");
    Path target = Files.writeString(folder.resolve("target"), CRASH);
    Path link = Files.createSymbolicLink(temporary.resolve("hs_err_pid" + GONE + ".log"), target);
    collect();
    assertTrue(Files.exists(other) && Files.isSymbolicLink(link) && Files.exists(target));
    assertEquals(List.of(), names(), "the note of a process that was killed is deleted");
  }

  @Test
  void theNoteOfARunningProcessStaysAndOneOfAnEarlierProcessWithItsNumberDoesNot()
      throws IOException {
    long own = ProcessHandle.current().pid();
    Path note = note(own);
    Path file = crash(current, own, CRASH);
    collect();
    assertTrue(Files.exists(note) && Files.exists(file));
    Instant before =
        ProcessHandle.current().info().startInstant().orElseThrow().minus(Duration.ofMinutes(1));
    Files.setLastModifiedTime(note, FileTime.from(before));
    collect();
    assertEquals(List.of("hs_err_pid" + own + ".log"), names());
  }

  @Test
  void aDamagedNoteAndAMissingFolderHinderNothing() throws IOException {
    Files.write(logs.resolve("process-" + GONE + ".txt"), new byte[] {0, (byte) 0xff});
    Files.writeString(logs.resolve("process-x.txt"), "");
    note(GONE + 1);
    crash(current, GONE + 1, CRASH);
    collect();
    assertTrue(names().contains("hs_err_pid" + (GONE + 1) + ".log"), names()::toString);
    CrashNotes.collect(folder.resolve("missing"), List.of());
  }

  @Test
  void aRealCrashOfAProcessOfAnotherLauncherReachesTheReport() throws Exception {
    assumeTrue(System.getProperty("os.name").contains("Linux"), "Signals of Linux");
    Process process = start(LAUNCHER);
    assertEquals('r', process.getInputStream().read());
    assertEquals(List.of("process-" + process.pid() + ".txt"), names());
    new ProcessBuilder("kill", "-SEGV", Long.toString(process.pid())).start().waitFor();
    process.getInputStream().readAllBytes();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    String name = "hs_err_pid" + process.pid() + ".log";
    assertTrue(Files.exists(current.resolve(name)), "Java writes into the current folder");
    collect();
    assertEquals(List.of(name), names());
    assertFalse(Files.exists(current.resolve(name)));
    assertEquals(List.of(logs.resolve(name)), CrashLogs.newest(List.of(logs), 3));
  }

  @Test
  void aProcessThatEndsInOrderLeavesNoNoteAndOneOfTheScriptMakesNone() throws Exception {
    for (String property : List.of(LAUNCHER, "-Dunrelated=x")) {
      Process process = start(property, "end");
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor());
      assertEquals(property.equals(LAUNCHER) ? "r1" : "r0", output);
      assertEquals(List.of(), names());
    }
  }

  @Test
  void theTemporaryFoldersAreThoseOfJavaOnEachSystem() {
    Map<String, String> environment =
        Map.of("TMPDIR", "/var/folders/x", "TMP", "/t1", "TEMP", "/t2", "USERPROFILE", "");
    assertEquals(List.of(Path.of("/tmp")), CrashLogs.temporaryFolders("Linux", environment));
    assertEquals(
        List.of(Path.of("/var/folders/x"), Path.of("/tmp")),
        CrashLogs.temporaryFolders("Mac OS X", environment));
    assertEquals(
        List.of(Path.of("/t1"), Path.of("/t2")),
        CrashLogs.temporaryFolders("Windows 11", environment));
  }

  /**
   * Java knows the home of a person from the list of users, a script from HOME, which another may
   * have set.
   */
  @Test
  void aCrashBesideTheLogsOfAnotherHomeIsFound() throws Exception {
    assumeTrue(System.getProperty("os.name").contains("Linux"), "The home of Linux");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-cp",
            System.getProperty("java.class.path"),
            Folders.class.getName());
    builder.environment().put("HOME", folder.toString());
    builder.environment().keySet().removeAll(List.of("KAMCL_STATE", "XDG_STATE_HOME"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(output.lines().anyMatch((folder + "/.local/state/kamcl")::equals), output);
  }

  /** A process that prints where it looks for crashes. */
  static final class Folders {
    private Folders() {}

    public static void main(String[] args) {
      CrashLogs.folders().forEach(System.out::println);
    }
  }

  /** A process that notes its folder, prints how many notes there are, and ends or waits. */
  static final class Noted {
    private Noted() {}

    public static void main(String[] args) throws Exception {
      CrashNotes.begin();
      System.out.print("r");
      System.out.flush();
      if (args.length == 0) {
        Thread.currentThread().join();
      }
      try (Stream<Path> files = Files.list(Path.of(System.getProperty("KAMCL_STATE")))) {
        System.out.print(files.count());
      }
      CrashNotes.end();
    }
  }
}
