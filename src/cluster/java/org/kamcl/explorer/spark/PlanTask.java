package org.kamcl.explorer.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.kamcl.error.KamclException;
import org.kamcl.error.ProblemJson;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.index.FileEmbedder;
import org.kamcl.explorer.index.FileEmbedder.ContentState;
import org.kamcl.explorer.index.SourceFile;

/** Hashes files and counts their images, on an executor. */
final class PlanTask implements FlatMapFunction<Iterator<InputFile>, PlannedFile> {
  private final TaskSettings settings;
  private final Broadcast<SerializableConfiguration> configuration;

  PlanTask(TaskSettings settings, Broadcast<SerializableConfiguration> configuration) {
    this.settings = settings;
    this.configuration = configuration;
  }

  @Override
  public Iterator<PlannedFile> call(Iterator<InputFile> inputs) {
    ImageLoader loader = new ImageLoader();
    ExecutorModel model = ExecutorModel.ofThisProcess(settings);
    List<PlannedFile> planned = new ArrayList<>();
    while (inputs.hasNext()) {
      InputFile input = inputs.next();
      // One copy at a time is on this machine.
      try (LocalFiles files = new LocalFiles(configuration.value().value())) {
        planned.add(plan(input, files, loader, model));
      }
    }
    return planned.iterator();
  }

  private PlannedFile plan(
      InputFile input, LocalFiles files, ImageLoader loader, ExecutorModel model) {
    try {
      SourceFile source = files.open(input);
      // The tables do not change the number of images.
      FileEmbedder embedder = new FileEmbedder(loader, model, settings.withoutTables(), List.of());
      return PlannedFile.of(input, ContentState.of(embedder.plan(source)));
    } catch (KamclException e) {
      return PlannedFile.unusable(input, ProblemJson.format(e.problem()));
    }
  }

  /** Whether a text names a problem. */
  static Optional<org.kamcl.error.Problem> problem(PlannedFile file) {
    return Optional.ofNullable(file.problem()).map(ProblemJson::parse);
  }
}
