package org.kamcl.explorer.training;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts commands of this program in processes of their own that outlive it: with the same Java,
 * class path and options, or with the executable of an installed program.
 */
public final class ProgramLauncher {
  /** The main class, which no other package may use. */
  private static final String MAIN = "org.kamcl.explorer.app.Launcher";

  /** What the launcher script sets; a process that was started without it sets the same. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_WAIT_POLICY", "passive",
          "GOMP_SPINCOUNT", "0",
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "1073741824",
          "MALLOC_ARENA_MAX", "1",
          "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
          "OPT_OUT_TRACKING", "true");

  private final Supplier<List<String>> program;

  private ProgramLauncher(Supplier<List<String>> program) {
    this.program = program;
  }

  /**
   * Starts commands of the program that is running. Its options are determined by the first start:
   * asking for them would delay every other command.
   */
  public static ProgramLauncher ofThisProgram() {
    return new ProgramLauncher(
        () -> {
          String installed = System.getProperty("jpackage.app-path");
          return installed == null || installed.isBlank()
              ? java(ManagementFactory.getRuntimeMXBean().getInputArguments())
              : List.of(installed);
        });
  }

  /**
   * Starts commands with the Java and the class path of this process.
   *
   * @param options of the Java runtime; those of debuggers and agents are left out
   */
  public static ProgramLauncher withOptions(List<String> options) {
    return new ProgramLauncher(() -> java(options));
  }

  private static List<String> java(List<String> options) {
    List<String> words = new ArrayList<>();
    words.add(java().toString());
    options.stream().filter(ProgramLauncher::isInherited).forEach(words::add);
    words.add("-Djava.awt.headless=true");
    words.add("-Dkamcl.terminal=false");
    words.addAll(List.of("-cp", classPath(), MAIN));
    return words;
  }

  /** The class path with absolute paths, as the process starts in another folder. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Starts another program, with the command as its last arguments. */
  static ProgramLauncher of(List<String> program) {
    return new ProgramLauncher(() -> program);
  }

  private static boolean isInherited(String option) {
    return !option.startsWith("-agent")
        && !option.startsWith("-javaagent")
        && !option.startsWith("-Xrun")
        && !option.startsWith("-Xdebug")
        && !option.startsWith("-Dkamcl.terminal=")
        && !option.startsWith("-Djava.awt.headless=");
  }

  private static Path java() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    Path windows = bin.resolve("java.exe");
    return Files.exists(windows) ? windows : bin.resolve("java");
  }

  /** The command line of a command. */
  List<String> commandLine(List<String> command) {
    List<String> words = new ArrayList<>();
    sessionLeader().ifPresent(words::add);
    words.addAll(program.get());
    words.addAll(command);
    return words;
  }

  /**
   * Starts a command whose output goes to a file.
   *
   * @throws IOException if it cannot be started
   */
  Process start(List<String> command, Path log) throws IOException {
    return builder(command)
        // Where Java leaves its report if the native engine crashes.
        .directory(requireNonNull(log.toAbsolutePath().getParent()).toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /**
   * Starts a command whose standard output and errors go to different files.
   *
   * @throws IOException if it cannot be started
   */
  Process startForAnswer(List<String> command, Path output, Path errors) throws IOException {
    return builder(command).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(commandLine(command));
    ENVIRONMENT.forEach(builder.environment()::putIfAbsent);
    builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
    return builder;
  }

  private static File nothing() {
    return new File(isWindows() ? "NUL" : "/dev/null");
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /**
   * The program that starts another in a session of its own, so that Ctrl-C in the terminal of the
   * window, or closing that terminal, does not end the run. Linux has it.
   */
  private static Optional<String> sessionLeader() {
    return List.of("/usr/bin/setsid", "/bin/setsid").stream()
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst();
  }
}
