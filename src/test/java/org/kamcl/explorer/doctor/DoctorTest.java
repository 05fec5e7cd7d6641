package org.kamcl.explorer.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.file.TemporaryName;

class DoctorTest {
  /** The statement of a finding with the name of its text. */
  private static final Pattern FINDING =
      Pattern.compile("Finding\\.(?:warning|problem)\\(\\s*DoctorError\\.([^;]*);");

  @TempDir Path folder;

  private record Check(String name, Supplier<List<Finding>> findings) implements HealthCheck {
    @Override
    public List<Finding> run() {
      return findings.get();
    }
  }

  @Test
  void checkThatFailsIsAProblemAndTheOthersStillRun() {
    List<Doctor.Result> results =
        Doctor.examine(
            List.of(
                new Check(
                    "first",
                    () -> {
                      throw new KamclException(DoctorError.NO_MODELS);
                    }),
                new Check(
                    "second",
                    () -> {
                      throw new UncheckedIOException(new IOException("disk"));
                    }),
                new Check("third", () -> List.of(Finding.ok(DoctorError.ARCHIVE_EMPTY)))));
    assertEquals(
        List.of(Severity.PROBLEM, Severity.PROBLEM, Severity.OK),
        results.stream().map(r -> r.finding().severity()).toList());
    assertTrue(Doctor.hasProblem(results));
    assertTrue(results.get(1).finding().advice().orElseThrow().is(DoctorError.ADVICE_REPORT));
  }

  /** A failure of the program says itself what to do; other findings have a sentence for it. */
  @Test
  void everyWarningAndEveryProblemSaysWhatToDo() throws IOException {
    Path sources = Path.of("src/main/java/org/kamcl/explorer/doctor");
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        // The factory itself.
        if (!file.endsWith("Finding.java")) {
          Matcher found = FINDING.matcher(Files.readString(file));
          while (found.find()) {
            assertTrue(found.group(1).contains(".withAdvice("), file + ": " + found.group());
          }
        }
      }
    }
  }

  @Test
  void warningIsNoProblem() {
    assertFalse(
        Doctor.hasProblem(
            Doctor.examine(
                List.of(
                    new Check("one", () -> List.of(Finding.warning(DoctorError.LEFTOVER, "x")))))));
  }

  @Test
  void anUnfinishedModelIsReportedOnceAndNotAgainForEachFileInIt() throws IOException {
    Path model = Files.createDirectories(folder.resolve("models/.killed.part"));
    Path weights = Files.createFile(model.resolve("weights.safetensors.part"));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(weights, old);
    Files.setLastModifiedTime(model, old);
    List<Problem> reported =
        new LeftoversCheck(new Workspace(folder, Optional.empty()))
            .run().stream()
                .map(Finding::text)
                .filter(text -> text.toString().contains(folder.toString()))
                .toList();
    assertEquals(List.of(Problem.of(DoctorError.LEFTOVER, model)), reported);
  }

  @Test
  void workspaceWithoutModelsIsAProblemWithAdvice() {
    Finding finding = new ModelsCheck(new Workspace(folder, Optional.empty())).run().get(0);
    assertEquals(Severity.PROBLEM, finding.severity());
    assertTrue(finding.advice().orElseThrow().is(DoctorError.ADVICE_IMPORT_MODEL));
  }

  @Test
  void modelWithADamagedCardIsAProblem() throws IOException {
    Path model = Files.createDirectories(folder.resolve("models").resolve("mine"));
    Files.writeString(model.resolve("model.json"), "{");
    List<Finding> findings = new ModelsCheck(new Workspace(folder, Optional.empty())).run();
    assertEquals(List.of(Severity.PROBLEM), findings.stream().map(Finding::severity).toList());
  }

  @Test
  void damagedCatalogIsAProblem() throws IOException {
    Files.writeString(
        folder.resolve("catalog.db"), "not a database, but as long as one".repeat(99));
    List<Doctor.Result> results =
        Doctor.examine(List.of(new CatalogCheck(new Workspace(folder, Optional.empty()), true)));
    assertTrue(Doctor.hasProblem(results));
  }

  @Test
  void missingWorkspaceIsNotCreated() {
    Workspace workspace = new Workspace(folder.resolve("new"), Optional.empty());
    assertEquals(Severity.OK, new WorkspaceCheck(workspace).run().get(0).severity());
    assertEquals(Severity.OK, new CatalogCheck(workspace, true).run().get(0).severity());
    assertFalse(Files.exists(workspace.folder()));
  }

  @Test
  void leftoverIsAWarning() throws IOException {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    String name =
        TemporaryName.beside(runs.resolve("run-1"))
            .getFileName()
            .toString()
            .replaceFirst("\\.\\d+-[0-9a-z]+-", ".999999999-1-");
    Path left = Files.createDirectory(runs.resolve(name));
    List<Finding> findings = new LeftoversCheck(new Workspace(folder, Optional.empty())).run();
    Finding finding =
        findings.stream()
            .filter(f -> f.text().arguments().contains(left.toString()))
            .findFirst()
            .orElseThrow();
    assertEquals(Severity.WARNING, finding.severity());
    assertTrue(finding.advice().isPresent());
  }
}
