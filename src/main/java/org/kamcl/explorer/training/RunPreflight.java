package org.kamcl.explorer.training;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.training.run.RunMeasurement;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;

/** Measures what a planned run would take, in a process of its own that keeps nothing. */
final class RunPreflight {
  private static final String NAME = "measured";
  private static final long POLL_MILLIS = 100;
  private static final double GIGABYTE = 1 << 30;

  /** Share of the memory that a run may need before there is a warning. */
  private static final double MOST_MEMORY = 0.9;

  private final Path workspace;
  private final RunStore runs;
  private final ProgramLauncher launcher;

  RunPreflight(Path workspace, RunStore runs, ProgramLauncher launcher) {
    this.workspace = workspace;
    this.runs = runs;
    this.launcher = launcher;
  }

  /**
   * Measures a plan.
   *
   * @throws CancellationException if cancelled
   * @throws KamclException if the plan does not fit the corpus or the models
   */
  RunEstimate measure(RunPlan plan, JobContext context) {
    Path errors = null;
    Path table = null;
    try {
      PrivateFiles.createFolders(runs.path());
      errors = TemporaryName.beside(runs.path().resolve("measurement"));
      List<Exclusion> exclusions = RunCreator.exclusions(plan);
      if (!exclusions.isEmpty()) {
        table = TemporaryName.beside(runs.path().resolve("exclusions"));
        RunCreator.write(table, exclusions, NAME);
      }
      List<String> words =
          new ArrayList<>(TrainCommandLine.words(plan, NAME, Optional.ofNullable(table)));
      words.addAll(List.of("--dry-run", "--json"));
      words.addAll(List.of("--workspace", workspace.toAbsolutePath().toString()));
      return estimate(answer(words, errors, context), plan);
    } catch (IOException e) {
      throw new KamclException(e, TrainingRunError.PROCESS_NOT_STARTED, NAME);
    } finally {
      delete(errors);
      delete(table);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The next start deletes it.
      file.toFile().deleteOnExit();
    }
  }

  private RunMeasurement answer(List<String> words, Path errors, JobContext context)
      throws IOException {
    Path output = TemporaryName.beside(runs.path().resolve("answer"));
    try {
      Process process = launcher.startForAnswer(words, output, errors);
      try {
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          if (context.cancelled()) {
            throw new CancellationException();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException();
      } finally {
        process.destroyForcibly();
      }
      return parse(RegularFiles.readString(output), errors);
    } finally {
      delete(output);
    }
  }

  private static RunMeasurement parse(String text, Path errors) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      if (json.has("secondsPerStep")) {
        return new Gson().fromJson(json, RunMeasurement.class);
      }
    } catch (JsonParseException | IllegalStateException e) {
      // The process failed and said why on standard error.
    }
    String line = RunProcesses.lastError(errors).orElse("");
    throw new KamclException(
        TrainingRunError.MEASUREMENT_FAILED, line.replaceFirst("^kamcl: error: ", ""));
  }

  private RunEstimate estimate(RunMeasurement measured, RunPlan plan) throws IOException {
    long total = memory();
    long free = Files.getFileStore(runs.path()).getUsableSpace();
    double seconds =
        measured.prepareSeconds()
            + measured.epochs()
                * (measured.batches() * measured.secondsPerStep() + measured.validationSeconds());
    List<Problem> warnings = new ArrayList<>();
    if (total > 0 && measured.memoryBytes() > MOST_MEMORY * total) {
      warnings.add(
          Problem.of(
              TrainingRunError.LITTLE_MEMORY, gigabytes(measured.memoryBytes()), gigabytes(total)));
    }
    if (measured.diskBytes() > free) {
      warnings.add(
          Problem.of(
              TrainingRunError.LITTLE_DISK, gigabytes(measured.diskBytes()), gigabytes(free)));
    }
    if (measured.validationImages() == 0) {
      warnings.add(Problem.of(TrainingRunError.NO_VALIDATION));
    }
    return new RunEstimate(
        plan.device(),
        measured.threads(),
        measured.trainingImages(),
        measured.validationImages(),
        measured.secondsPerStep(),
        measured.pairsPerSecond(),
        measured.validationImages() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(measured.validationSeconds()),
        measured.batches(),
        measured.epochs(),
        Duration.ofMillis((long) (seconds * 1000)),
        measured.memoryBytes(),
        total,
        measured.diskBytes(),
        free,
        warnings);
  }

  private static double gigabytes(long bytes) {
    return Math.round(bytes / GIGABYTE * 10) / 10.0;
  }

  /** Memory of the machine, bytes; 0 if unknown. */
  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
