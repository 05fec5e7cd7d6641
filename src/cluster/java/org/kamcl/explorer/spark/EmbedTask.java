package org.kamcl.explorer.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.CodeVersions;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.bulk.Commit;
import org.kamcl.explorer.bulk.FileRow;
import org.kamcl.explorer.bulk.ImageRow;
import org.kamcl.explorer.bulk.Manifest;
import org.kamcl.explorer.bulk.Part;
import org.kamcl.explorer.bulk.PartFiles;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.index.FileEmbedder;
import org.kamcl.explorer.index.FilePlan;
import org.kamcl.explorer.index.SourceFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds a unit of work on an executor and commits it. May run several times for one unit, also at
 * once: every attempt writes files of its own, and the commit, which is written at once, names
 * those of one attempt.
 */
final class EmbedTask implements Function<WorkUnit, Boolean> {
  private static final Logger LOG = LoggerFactory.getLogger(EmbedTask.class);

  private final TaskSettings settings;
  private final Broadcast<SerializableConfiguration> configuration;
  private final LongAccumulator images;
  private final LongAccumulator problems;

  /**
   * @param images counts the images of completed units
   * @param problems counts the files that could not be used
   */
  EmbedTask(
      TaskSettings settings,
      Broadcast<SerializableConfiguration> configuration,
      LongAccumulator images,
      LongAccumulator problems) {
    this.settings = settings;
    this.configuration = configuration;
    this.images = images;
    this.problems = problems;
  }

  static String commitName(String unit) {
    return Manifest.COMMITS + "/" + unit + ".json";
  }

  @Override
  public Boolean call(WorkUnit unit) throws IOException {
    Configuration hadoop = configuration.value().value();
    try (OutputStore output = new OutputStore(settings.output(), hadoop)) {
      // An earlier attempt may have ended after its commit, and its answer was lost.
      Optional<String> committed = output.read(commitName(unit.name()));
      if (committed.isPresent()) {
        images.add(Commit.parse(committed.get()).images());
        return true;
      }
      try (LocalFiles files = new LocalFiles(hadoop)) {
        commit(unit, embed(unit, files), files.folder(), output);
      }
    }
    return true;
  }

  private void commit(WorkUnit unit, Part part, Path folder, OutputStore output)
      throws IOException {
    String attempt = String.valueOf(TaskContext.get().taskAttemptId());
    String name = unit.name() + "-" + attempt;
    Map<String, String> hashes = new TreeMap<>();
    for (String file : PartFiles.write(folder, name, part)) {
      hashes.put(file, ModelFiles.sha256(folder.resolve(file)));
      output.put(folder.resolve(file), Manifest.PARTS + "/" + file);
    }
    Commit commit =
        new Commit(name, settings.run(), part.files().size(), part.images().size(), hashes);
    output.publish(commitName(unit.name()), commit.format(), attempt);
    images.add(part.images().size());
    problems.add(part.files().stream().filter(file -> file.problem().isPresent()).count());
  }

  private Part embed(WorkUnit unit, LocalFiles files) {
    Map<SourceFile, FileRow> rows = new LinkedHashMap<>();
    List<FileRow> unusable = new ArrayList<>();
    Map<SourceFile, WorkUnit.Range> ranges = new LinkedHashMap<>();
    for (WorkUnit.Range range : unit.ranges()) {
      Optional<Problem> problem = PlanTask.problem(range.file());
      if (problem.isPresent()) {
        unusable.add(unusable(range.file(), problem.get()));
        continue;
      }
      try {
        ranges.put(files.open(range.file().input()), range);
      } catch (KamclException e) {
        unusable.add(unusable(range.file(), e.problem()));
      }
    }
    FileEmbedder embedder =
        new FileEmbedder(
            new ImageLoader(),
            ExecutorModel.ofThisProcess(settings),
            settings.request(),
            List.copyOf(ranges.keySet()));
    List<FilePlan> plans = new ArrayList<>();
    ranges.forEach(
        (source, range) -> {
          try {
            FilePlan plan = embedder.planAgain(source, range.file().state());
            plans.add(plan.range(range.first(), range.count()));
            rows.put(source, row(range, plan.file()));
          } catch (KamclException e) {
            unusable.add(unusable(range.file(), e.problem()));
          }
        });
    Map<Path, SourceFile> sources = new HashMap<>();
    rows.keySet().forEach(source -> sources.put(source.path(), source));
    Results results = new Results(rows, sources);
    embedder.embed(plans, results);
    for (Problem warning : embedder.warnings()) {
      LOG.warn("{}", ErrorText.of(warning, Locale.ENGLISH));
    }
    List<FileRow> all = new ArrayList<>(rows.values());
    all.addAll(unusable);
    return new Part(all, results.images);
  }

  private static FileRow unusable(PlannedFile file, Problem problem) {
    return new FileRow(
        file.input().uri(),
        file.input().folder(),
        file.input().collection(),
        file.size(),
        file.modified(),
        "",
        "",
        0,
        0,
        0,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        CodeVersions.FIRST,
        Optional.of(problem));
  }

  private static FileRow row(WorkUnit.Range range, FileEntry file) {
    return new FileRow(
        range.file().input().uri(),
        range.file().input().folder(),
        file.collection(),
        file.size(),
        file.modified(),
        file.sha256(),
        file.tiling(),
        file.imageCount(),
        range.first(),
        range.count(),
        file.location(),
        file.captions(),
        file.crs(),
        file.code(),
        Optional.empty());
  }

  /** Collects the images of the part. */
  private static final class Results implements FileEmbedder.Sink {
    private final Map<SourceFile, FileRow> rows;
    private final Map<Path, SourceFile> sources;
    private final List<ImageRow> images = new ArrayList<>();

    Results(Map<SourceFile, FileRow> rows, Map<Path, SourceFile> sources) {
      this.rows = rows;
      this.sources = sources;
    }

    @Override
    public void embedded(EmbeddedImage image) {
      FileRow file = rows.get(sources.get(image.file().path()));
      if (file == null) {
        throw new IllegalStateException(image.file().path().toString());
      }
      images.add(new ImageRow(file.uri(), image.image(), image.vector(), image.concepts()));
    }

    @Override
    public void skipped(SourceFile source, Problem problem) {
      rows.computeIfPresent(source, (key, file) -> file.withProblem(problem));
    }
  }
}
