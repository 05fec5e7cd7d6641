package org.kamcl.explorer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.doctor.CheckContext;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.doctor.Finding;
import org.kamcl.explorer.doctor.Severity;
import org.kamcl.file.FileError;

class ProblemReportTest {
  private static final List<String> PERSONAL =
      List.of("annabel", "lighthouse", "harbor", "secretclient", "annabels-pc");

  @TempDir private Path folder;

  private Path home;
  private Path workspace;
  private Path logs;
  private ProblemReport report;

  @BeforeEach
  void plant() throws IOException {
    home = Files.createDirectories(folder.resolve("home").resolve("annabel"));
    workspace = Files.createDirectories(home.resolve("kamcl"));
    logs = Files.createDirectories(home.resolve("state"));
    Files.writeString(
        workspace.resolve("settings.json"),
        "{\"appearance\": {\"theme\": \"dark\", \"textPercent\": 150}, \"query\": \"lighthouse\","
            + " \"training\": {\"run\": \"secretclient\", \"overlays\": [\"harbor\"]},"
            + " \"futureFolder\": \""
            + home.resolve("secretclient")
            + "\"}");
    Files.writeString(
        logs.resolve("kamcl-20260101-000000-1.log"),
        "KAMCL Explorer 0.2.0\n2026-01-01 WARN [main] org.kamcl.explorer.A: The query «lighthouse»"
            + " of "
            + home
            + "/ failed for annabel on annabels-pc\norg.kamcl.error.KamclException"
            + " file.NOT_REGULAR: «"
            + home.resolve("secretclient/x.tif")
            + "»\n    at org.kamcl.explorer.A.run(A.java:1)\n");
    report =
        new ProblemReport(
            workspace.resolve("settings.json"),
            logs,
            List.of(logs, folder.resolve("missing")),
            new Identity(
                home,
                Map.of("annabel", "[user]", "annabels-pc", "[computer]"),
                Map.of(workspace, "[workspace]", logs, "[logs]")),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  private List<Doctor.Result> findings() {
    return List.of(
        new Doctor.Result(
            "cache", Finding.ok(FileError.GIT_LFS_POINTER, home.resolve("harbor.tif"))),
        new Doctor.Result("workspace", Finding.ok(FileError.NOT_A_FOLDER, workspace)),
        new Doctor.Result("models", Finding.ok(FileError.NOT_REGULAR, List.of("secretclient"))),
        new Doctor.Result(
            "archive",
            new Finding(
                Severity.PROBLEM,
                Problem.of(
                    FileError.CACHE_NOT_WRITABLE,
                    Problem.of(FileError.NOT_REGULAR, "lighthouse"),
                    "annabel"),
                Optional.of(Problem.of(FileError.CACHE_LINK, "/data/secretclient")))));
  }

  private static String all(List<ReportFile> files) {
    return files.stream().map(f -> f.name() + "\n" + f.text()).collect(Collectors.joining("\n"));
  }

  @Test
  void byDefaultNoNameQueryOrFileOfTheUserIsIncluded() {
    List<ReportFile> files = report.collect(findings(), false);
    assertEquals(
        List.of("README.txt", "doctor.txt", "settings.json", "logs/kamcl-20260101-000000-1.log"),
        files.stream().map(ReportFile::name).toList());
    String text = all(files).toLowerCase(Locale.ROOT);
    for (String personal : PERSONAL) {
      assertFalse(text.contains(personal), personal + " in\n" + text);
    }
    assertFalse(text.contains(folder.toString().toLowerCase(Locale.ROOT)), text);
  }

  @Test
  void whatHelpsToFindTheCauseIsIncluded() {
    String text = all(report.collect(findings(), false));
    for (String useful :
        List.of(
            "\"theme\": \"dark\"",
            "\"textPercent\": 150",
            "The query [left out] of ~/ failed",
            "org.kamcl.error.KamclException file.NOT_REGULAR: [left out]",
            "at org.kamcl.explorer.A.run(A.java:1)",
            "[workspace]",
            "PROBLEM  archive")) {
      assertTrue(text.contains(useful), useful + " in\n" + text);
    }
  }

  @Test
  void onRequestQueriesAndFilesAreIncludedButNotTheUser() {
    String text = all(report.collect(findings(), true));
    for (String wanted : List.of("lighthouse", "~/secretclient/x.tif", "~/harbor.tif")) {
      assertTrue(text.contains(wanted), wanted + " in\n" + text);
    }
    assertFalse(text.contains("annabel"), text);
    assertFalse(text.contains("«"), "the marks are not for people");
  }

  @Test
  void findingsOfTheRealChecksNameNoFolderOfTheUser() {
    Workspace real = new Workspace(workspace, Optional.empty());
    List<Doctor.Result> results =
        Doctor.examine(
            new CheckContext(
                real,
                List.of("1920 x 1080"),
                () -> {
                  throw new KamclException(FileError.NOT_REGULAR, home.resolve("libtorch"));
                },
                DeviceChoice.CPU,
                false,
                false),
            () -> {});
    String text = all(report.collect(results, false));
    assertTrue(text.contains("1920 x 1080"), text);
    assertTrue(text.contains("program    KAMCL Explorer"), text);
    assertFalse(text.contains("libtorch"), text);
    for (String personal : PERSONAL) {
      assertFalse(text.contains(personal + "/") || text.contains("/" + personal), text);
    }
  }

  @Test
  void theZipHasTheChosenFilesAndReplacesAnOlderOne() throws IOException {
    Path zip = folder.resolve("report.zip");
    Files.writeString(zip, "older");
    List<ReportFile> files = report.collect(findings(), false);
    ProblemReport.write(zip, files.subList(0, 2));
    List<String> names = new ArrayList<>();
    try (ZipFile read = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : read.stream().toList()) {
        names.add(entry.getName());
      }
      String doctor =
          new String(
              read.getInputStream(read.getEntry("doctor.txt")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertEquals(files.get(1).text(), doctor);
    }
    assertEquals(List.of("README.txt", "doctor.txt"), names);
  }
}
