package org.kamcl.explorer.spark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.bulk.Commit;
import org.kamcl.explorer.bulk.EmbeddingSettings;
import org.kamcl.explorer.bulk.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver of a run: lists what is new, hands it out, and writes the manifest at the end. */
final class BulkEmbedding {
  private static final Logger LOG = LoggerFactory.getLogger(BulkEmbedding.class);

  /** Files that are planned at once; the plans are in the memory of the driver. */
  private static final int WAVE_FILES = 20_000;

  private static final int PLAN_FILES = 64;
  private static final long PROGRESS_SECONDS = 10;

  /** Files of killed runs are deleted when no task can write them any more. */
  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final JavaSparkContext spark;
  private final String outputUri;
  private final EmbeddingSettings settings;
  private final Options options;
  private final Broadcast<SerializableConfiguration> configuration;

  /**
   * How a run works.
   *
   * @param datePattern pattern of dates in file names, or null
   * @param locations path of a location table, or null
   * @param unitImages images of a unit of work
   * @param retryProblems whether files are tried again that could not be used
   */
  record Options(
      @Nullable String datePattern,
      @Nullable String locations,
      int unitImages,
      boolean retryProblems) {}

  /**
   * What a run did.
   *
   * @param embedded images that were embedded
   * @param unchanged files that were embedded before
   * @param problems files that could not be used in this run
   * @param total images of the folder
   * @param seconds time it took
   */
  record Result(long embedded, int unchanged, long problems, long total, double seconds) {}

  BulkEmbedding(
      JavaSparkContext spark, String outputUri, EmbeddingSettings settings, Options options) {
    this.spark = spark;
    this.outputUri = outputUri;
    this.settings = settings;
    this.options = options;
    this.configuration =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  /**
   * Embeds what is new.
   *
   * @param threads number of tasks that an executor runs at once
   * @throws KamclException if the output was made with other settings, or cannot be written
   */
  Result run(List<InputFile> files, int threads) {
    Configuration hadoop = spark.hadoopConfiguration();
    try (OutputStore output = new OutputStore(outputUri, hadoop)) {
      requireSettings(output);
      EarlierRuns earlier;
      try (LocalFiles local = new LocalFiles(hadoop)) {
        earlier = EarlierRuns.read(output, local);
      }
      List<InputFile> wanted = files.stream().filter(file -> isWanted(file, earlier)).toList();
      LOG.info(
          "{} files, {} of them embedded by earlier runs, {} to embed",
          files.size(),
          files.size() - wanted.size(),
          wanted.size());
      String job =
          String.format(
              Locale.ROOT,
              "run%04d-%s",
              earlier.nextRun(),
              UUID.randomUUID().toString().substring(0, 8));
      TaskSettings task =
          TaskSettings.of(
              outputUri,
              earlier.nextRun(),
              settings,
              options.datePattern(),
              options.locations(),
              threads);
      Result result = embed(wanted, files.size() - wanted.size(), earlier, job, task);
      List<Commit> commits = EarlierRuns.commits(output);
      Manifest manifest = new Manifest(settings, commits);
      output.replace(Manifest.FILE, manifest.format(), job);
      deleteLeftovers(output, commits, job);
      return new Result(
          result.embedded(),
          result.unchanged(),
          result.problems(),
          manifest.images(),
          result.seconds());
    }
  }

  private void requireSettings(OutputStore output) {
    Optional<EmbeddingSettings> made =
        output.read(EmbeddingSettings.FILE).map(EmbeddingSettings::parse);
    if (made.isEmpty()) {
      output.publish(EmbeddingSettings.FILE, settings.format(), "settings");
    } else if (!made.get().equals(settings)) {
      throw new KamclException(
          SparkError.SETTINGS_DIFFER, outputUri, made.get().summary(), settings.summary());
    }
  }

  private boolean isWanted(InputFile file, EarlierRuns earlier) {
    return earlier
        .find(file)
        .filter(known -> known.hasTimeOf(file))
        .filter(known -> known.problem() ? !options.retryProblems() : known.complete())
        .isEmpty();
  }

  private Result embed(
      List<InputFile> files, int unchanged, EarlierRuns earlier, String job, TaskSettings task) {
    LongAccumulator images = spark.sc().longAccumulator("images");
    LongAccumulator problems = spark.sc().longAccumulator("files with problems");
    ProgressLog progress = new ProgressLog(files.size());
    WorkPlanner planner = new WorkPlanner(job, earlier, options.unitImages());
    long planned = 0;
    for (int from = 0; from < files.size(); from += WAVE_FILES) {
      List<InputFile> wave = files.subList(from, Math.min(from + WAVE_FILES, files.size()));
      List<PlannedFile> plans =
          spark
              .parallelize(new ArrayList<>(wave), planTasks(wave.size()))
              .mapPartitions(new PlanTask(task, configuration))
              .collect();
      List<WorkUnit> units = planner.plan(plans);
      planned += units.stream().mapToLong(WorkUnit::images).sum();
      if (!units.isEmpty()) {
        JavaFutureAction<List<Boolean>> work =
            spark
                .parallelize(units, units.size())
                .map(new EmbedTask(task, configuration, images, problems))
                .collectAsync();
        await(work, progress, images, planned, from + wave.size());
      }
    }
    return new Result(images.value(), unchanged, problems.value(), 0, progress.seconds());
  }

  /** Enough tasks that every core has one. */
  private int planTasks(int files) {
    return Math.max(Math.min(files, spark.defaultParallelism()), files / PLAN_FILES);
  }

  private static void await(
      JavaFutureAction<?> work,
      ProgressLog progress,
      LongAccumulator images,
      long planned,
      int plannedFiles) {
    boolean done = false;
    while (!done) {
      try {
        work.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
        done = true;
      } catch (TimeoutException e) {
        LOG.debug("Still working", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        work.cancel(true);
        Thread.currentThread().interrupt();
        throw new CancellationException();
      }
      progress.log(images.value(), planned, plannedFiles);
    }
  }

  /** Deletes what attempts of this job, and of killed jobs long ago, wrote and did not commit. */
  private static void deleteLeftovers(OutputStore output, List<Commit> commits, String job) {
    Set<String> committed = new HashSet<>();
    commits.forEach(commit -> committed.addAll(commit.hashes().keySet()));
    long old = System.currentTimeMillis() - LEFTOVER_AGE.toMillis();
    for (String folder : List.of(Manifest.PARTS, Manifest.COMMITS)) {
      List<String> leftovers = new ArrayList<>();
      for (Map.Entry<String, Long> file : output.list(folder).entrySet()) {
        boolean needed =
            folder.equals(Manifest.PARTS)
                ? committed.contains(file.getKey())
                : !OutputStore.isPartial(file.getKey());
        if (!needed && (file.getKey().contains(job) || file.getValue() < old)) {
          leftovers.add(folder + "/" + file.getKey());
        }
      }
      output.delete(leftovers);
    }
  }
}
