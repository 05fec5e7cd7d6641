package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;

/**
 * How well a model finds the part of a scene that a sentence tells of. Each sentence of the sample
 * data was written of one known part. Each pixel gets the score of its window for the sentence, and
 * the figure is the chance that a pixel of the part has a higher score than a pixel of the rest:
 * 0.5 if the model sees nothing, 1 if it is always right.
 */
final class SceneParts {
  private final KamclModel model;
  private final WorkerPool workerPool;
  private final ImageLoader reader = new ImageLoader();
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Path> scenes = new TreeMap<>();

  /** A part of a scene and what was written of it. */
  private record Part(String scene, TileBounds box, List<float[]> sentences) {}

  /**
   * @param data folder of the sample data
   */
  SceneParts(KamclModel model, WorkerPool workerPool, Path data) throws IOException {
    this.model = model;
    this.workerPool = workerPool;
    Map<String, List<String>> sentences =
        new CorpusReader(Optional.empty(), true)
            .read(data.resolve("tiles")).images().stream()
                .collect(Collectors.toMap(CorpusImage::filename, CorpusImage::captions));
    for (String line : Files.readAllLines(data.resolve("tiles.csv"))) {
      String[] row = line.split(",");
      List<String> written = sentences.get(row[0] + ".jpg");
      if (written != null) {
        int[] box = Arrays.stream(row, 2, 6).mapToInt(Integer::parseInt).toArray();
        parts.add(
            new Part(
                row[1],
                new TileBounds(box[0], box[1], box[2], box[3]),
                model.embedTexts(written).stream().map(Embedding::unitVector).toList()));
        scenes.put(row[1], data.resolve("scenes").resolve(row[1] + ".tif"));
      }
    }
  }

  /** The scenes by their names. */
  Map<String, Path> scenes() {
    return scenes;
  }

  /** Reads the scenes. */
  ImageLoader reader() {
    return reader;
  }

  /** Metres that a pixel of a scene covers. */
  double gsd(Path scene) {
    return reader.inspector().inspect(scene, OptionalInt.empty()).gsd().orElseThrow();
  }

  /**
   * The figure of each sentence of a scene.
   *
   * @param change of the pictures before the model sees them
   */
  List<Double> accuracies(
      String scene, List<TileBounds> windows, BandRendering look, UnaryOperator<RgbImage> change) {
    float[][] vectors = vectors(scenes.get(scene), windows, look, change);
    List<Double> found = new ArrayList<>();
    for (Part part : parts) {
      if (part.scene.equals(scene)) {
        part.sentences.forEach(text -> found.add(rankShare(part.box, windows, vectors, text)));
      }
    }
    return found;
  }

  private float[][] vectors(
      Path file, List<TileBounds> windows, BandRendering look, UnaryOperator<RgbImage> change) {
    List<float[]> rows = new ArrayList<>();
    new ImageEmbedder<TileBounds>(
            model,
            workerPool,
            window ->
                change.apply(
                    reader.read(file, Optional.of(window), ImageLoader.EMBEDDING_SIDE, look)))
        .embed(
            windows,
            new ImageEmbedder.Sink<TileBounds>() {
              @Override
              public void embedded(TileBounds window, Embedding embedding) {
                rows.add(embedding.unitVector());
              }

              @Override
              public void skipped(TileBounds window, Problem problem) {
                throw new IllegalStateException(ErrorText.of(problem, Locale.ENGLISH));
              }
            });
    return rows.toArray(float[][]::new);
  }

  /** Ties count half. */
  private static double rankShare(
      TileBounds box, List<TileBounds> windows, float[][] vectors, float[] text) {
    int n = windows.size();
    double[] scores = new double[n];
    double[] inside = new double[n];
    double[] outside = new double[n];
    for (int i = 0; i < n; i++) {
      TileBounds w = windows.get(i);
      double across = Math.min(box.x() + box.width(), w.x() + w.width()) - Math.max(box.x(), w.x());
      double down = Math.min(box.y() + box.height(), w.y() + w.height()) - Math.max(box.y(), w.y());
      inside[i] = Math.max(0, across) * Math.max(0, down);
      outside[i] = (double) w.width() * w.height() - inside[i];
      for (int d = 0; d < text.length; d++) {
        scores[i] += text[d] * vectors[i][d];
      }
    }
    double higher = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double won = scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        higher += won * inside[i] * outside[j];
      }
    }
    return higher / (Arrays.stream(inside).sum() * Arrays.stream(outside).sum());
  }

  /** The mean, 0 of nothing. */
  static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(0);
  }
}
