package org.kamcl.explorer.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.settings.SettingsStore;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.StateFolder;

/**
 * Collects what helps to find the cause of a problem. By default, queries, names of files and
 * folders, the user and the computer are left out: of log lines and findings everything but the
 * program's own words, of settings everything but choices and numbers.
 */
public final class ProblemReport {
  /** More lines of logs than anyone reads. */
  private static final int MOST_LOGS = 6;

  private static final int MOST_CRASHES = 3;

  private static final int LONGEST_LOG = 1 << 20;

  private final Path settings;
  private final Path logs;
  private final List<Path> crashFolders;
  private final Identity identity;
  private final Clock clock;

  /**
   * @param crashFolders where Java may have written about crashes
   */
  ProblemReport(Path settings, Path logs, List<Path> crashFolders, Identity identity, Clock clock) {
    this.settings = settings;
    this.logs = logs;
    this.crashFolders = crashFolders;
    this.identity = identity;
    this.clock = clock;
  }

  /** The report of this program with a workspace. */
  public static ProblemReport of(Path workspace) {
    return new ProblemReport(
        workspace.resolve(SettingsStore.FILE_NAME),
        StateFolder.location(),
        CrashLogs.folders(),
        Identity.current(workspace),
        Clock.system(ZoneId.systemDefault()));
  }

  /**
   * The files of the report. Reads files; not for the JavaFX thread.
   *
   * @param findings of the checks
   * @param personal whether to include queries and names of files; the home folder is {@code ~} and
   *     the names of user and computer are left out all the same
   */
  public List<ReportFile> collect(List<Doctor.Result> findings, boolean personal) {
    List<ReportFile> files = new ArrayList<>();
    files.add(new ReportFile("README.txt", readMe(personal)));
    files.add(new ReportFile("doctor.txt", clean(FindingText.of(findings, identity), personal)));
    if (Files.isRegularFile(settings)) {
      String text = SettingsText.read(settings);
      files.add(new ReportFile(SettingsStore.FILE_NAME, clean(text, personal)));
    }
    for (Path log : newestLogs()) {
      files.add(new ReportFile("logs/" + log.getFileName(), clean(content(log), personal)));
    }
    CrashNotes.collect(logs, crashFolders);
    for (Path crash : CrashLogs.newest(crashFolders, MOST_CRASHES)) {
      files.add(
          new ReportFile(
              "crashes/" + crash.getFileName(),
              CrashLogs.shortened(clean(CrashLogs.marked(content(crash)), personal))));
    }
    return files;
  }

  private String readMe(boolean personal) {
    String left =
        personal
            ? "Queries and names of files and folders are included. The home folder is ~, and the"
                + " names of\nthe user and the computer are replaced.\n"
            : "Queries and names of files, folders, the user and the computer are left out.\n";
    return "What helps to find the cause of a problem in KAMCL Explorer,\ncollected on "
        + OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS)
        + ".\n"
        + left
        + "\ndoctor.txt     the checks of the installation (kamcl doctor)\n"
        + "settings.json  the settings of the window\n"
        + "logs/          what the program noted about failures\n"
        + "crashes/       what Java noted when the program ended without warning\n";
  }

  private String clean(String marked, boolean personal) {
    return personal
        ? identity.hideHome(PersonalText.show(marked))
        : identity.hide(PersonalText.leaveOut(marked));
  }

  private List<Path> newestLogs() {
    if (!Files.isDirectory(logs)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(logs)) {
      return all.filter(ProblemReport::isLog)
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .limit(MOST_LOGS)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Whether the program wrote the file, which marks what is personal; Java's crashes do not. */
  private static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("kamcl-") && name.endsWith(".log") && Files.isRegularFile(file);
  }

  private static String content(Path log) {
    try {
      String text = RegularFiles.readString(log);
      if (text.length() <= LONGEST_LOG) {
        return text;
      }
      int line = text.indexOf('\n', text.length() - LONGEST_LOG);
      return text.substring(line + 1);
    } catch (IOException e) {
      return "This file could not be read: " + e.getClass().getName() + "\n";
    }
  }

  /**
   * Writes files into a zip file.
   *
   * @throws KamclException if it cannot be written; an existing file is unchanged then
   */
  public static void write(Path target, List<ReportFile> files) {
    try {
      OutputFiles.replace(
          target,
          out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
              for (ReportFile file : files) {
                zip.putNextEntry(new ZipEntry(file.name()));
                zip.write(file.text().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
              }
            }
          });
    } catch (IOException e) {
      throw new KamclException(e, ReportError.NOT_WRITTEN, target, String.valueOf(e.getMessage()));
    }
  }
}
