package org.kamcl.explorer.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.StateFolder;

/**
 * What Java writes when it crashes, for example in a native library of the engine: files {@code
 * hs_err_pid*.log}. Besides the failing code, they hold the command line, environment variables and
 * all paths of the process.
 */
final class CrashLogs {
  private static final String NAMES = "hs_err_pid*.log";

  /** The main class of the program, in the line with the command of a crash. */
  private static final String OWN = "org.kamcl.";

  private static final String COMMAND = "java_command:";
  private static final String COMMAND_LINE = "Command Line:";

  /** Lines that name the failure: the head, the signal, the machine, and the frames of stacks. */
  private static final Pattern TELLING =
      Pattern.compile(
          "#.*|---.*|siginfo: .*|Host: .*|Time: .*|vm_info: .*|Native frames: .*|Java frames: .*"
              + "|Memory: .*|[CV]  \\[.*|[AJjv] +[\\d~a-z].*");

  /** A path: of a Unix system, of a drive, or of a Windows server. */
  private static final Pattern PATH =
      Pattern.compile("(?<![\\p{L}\\p{N}])(?:~?/|[A-Za-z]:[\\\\/]|\\\\\\\\)[^,;\\])\"']*");

  private CrashLogs() {}

  /** Where Java may write: the log folder, the current one, the home, and the temporary one. */
  static List<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(StateFolder.location());
    folders.add(StateFolder.ofScript());
    folders.add(Path.of("").toAbsolutePath());
    folders.add(Path.of(System.getProperty("user.home")));
    folders.addAll(temporaryFolders());
    return List.copyOf(folders);
  }

  /** Where Java writes if it may not write into the current folder. */
  static List<Path> temporaryFolders() {
    return temporaryFolders(System.getProperty("os.name", ""), System.getenv());
  }

  static List<Path> temporaryFolders(String system, Map<String, String> environment) {
    String os = system.toLowerCase(Locale.ROOT);
    // Not java.io.tmpdir, which the program sets to a folder of its own.
    Stream<String> variables =
        os.startsWith("windows")
            // In the order in which Windows looks.
            ? Stream.of("TMP", "TEMP", "USERPROFILE")
            : os.startsWith("mac") ? Stream.of("TMPDIR") : Stream.of();
    Stream<String> named = variables.map(environment::get).filter(Objects::nonNull);
    return (os.startsWith("windows") ? named : Stream.concat(named, Stream.of("/tmp")))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .toList();
  }

  private record Crash(Path file, long millis) {}

  /** The newest crashes of this program in some folders. */
  static List<Path> newest(List<Path> folders, int most) {
    List<Crash> crashes = new ArrayList<>();
    for (Path folder : folders) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, NAMES)) {
        for (Path file : found) {
          if (isOwn(file)) {
            crashes.add(new Crash(file, Files.getLastModifiedTime(file).toMillis()));
          }
        }
      } catch (IOException e) {
        // A folder that is missing or closed to the user holds no crash of this user.
      }
    }
    return crashes.stream()
        .sorted(Comparator.comparingLong(Crash::millis).reversed())
        .map(Crash::file)
        .limit(most)
        .toList();
  }

  /** Whether this program crashed: Java writes such files for any program. */
  static boolean isOwn(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(RegularFiles.open(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if ((line.startsWith(COMMAND) || line.startsWith(COMMAND_LINE)) && line.contains(OWN)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The text of a crash with {@linkplain PersonalText#mark marks} around everything but the lines
   * that name the failure, and around paths in those.
   */
  static String marked(String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(
            line ->
                TELLING.matcher(line).matches()
                    ? PATH.matcher(line).replaceAll(CrashLogs::mark)
                    : PersonalText.mark(line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String mark(MatchResult path) {
    return Matcher.quoteReplacement(PersonalText.mark(path.group()));
  }

  /** The text with one line in place of several lines that were left out. */
  static String shortened(String cleaned) {
    String line = Pattern.quote(PersonalText.LEFT_OUT) + "\n";
    return cleaned.replaceAll("(?m)^(?:" + line + ")+", PersonalText.LEFT_OUT + "\n");
  }
}
