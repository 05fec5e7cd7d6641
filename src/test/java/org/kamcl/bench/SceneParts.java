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
 * Measures how well a model locates the part of a scene that a caption describes. Each caption of
 * the sample data describes one known part. Each pixel gets the score of its tile for the caption;
 * the result is the area under the ROC curve, that is, the probability that a pixel of the part
 * scores higher than a pixel outside it: 0.5 for a random model, 1 for a perfect one.
 */
final class SceneParts {
  private final KamclModel model;
  private final WorkerPool workerPool;
  private final ImageLoader reader = new ImageLoader();
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Path> scenes = new TreeMap<>();

  /** A part of a scene with the embeddings of its captions. */
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

  /** The scene files by name. */
  Map<String, Path> scenes() {
    return scenes;
  }

  /** The reader of the scenes. */
  ImageLoader reader() {
    return reader;
  }

  /** Ground sample distance of a scene in meters per pixel. */
  double gsd(Path scene) {
    return reader.inspector().inspect(scene, OptionalInt.empty()).gsd().orElseThrow();
  }

  /**
   * The area under the ROC curve for each caption of a scene.
   *
   * @param change applied to the images before embedding
   */
  List<Double> accuracies(
      String scene,
      List<TileBounds> tiles,
      BandRendering rendering,
      UnaryOperator<RgbImage> change) {
    float[][] vectors = vectors(scenes.get(scene), tiles, rendering, change);
    List<Double> found = new ArrayList<>();
    for (Part part : parts) {
      if (part.scene.equals(scene)) {
        part.sentences.forEach(text -> found.add(areaUnderCurve(part.box, tiles, vectors, text)));
      }
    }
    return found;
  }

  private float[][] vectors(
      Path file, List<TileBounds> tiles, BandRendering rendering, UnaryOperator<RgbImage> change) {
    List<float[]> rows = new ArrayList<>();
    new ImageEmbedder<TileBounds>(
            model,
            workerPool,
            tile ->
                change.apply(
                    reader.read(file, Optional.of(tile), ImageLoader.EMBEDDING_SIDE, rendering)))
        .embed(
            tiles,
            new ImageEmbedder.Sink<TileBounds>() {
              @Override
              public void embedded(TileBounds tile, Embedding embedding) {
                rows.add(embedding.unitVector());
              }

              @Override
              public void skipped(TileBounds tile, Problem problem) {
                throw new IllegalStateException(ErrorText.of(problem, Locale.ENGLISH));
              }
            });
    return rows.toArray(float[][]::new);
  }

  /** The area under the ROC curve, weighted by pixels; ties count half. */
  private static double areaUnderCurve(
      TileBounds box, List<TileBounds> tiles, float[][] vectors, float[] text) {
    int n = tiles.size();
    double[] scores = new double[n];
    double[] inside = new double[n];
    double[] outside = new double[n];
    for (int i = 0; i < n; i++) {
      TileBounds w = tiles.get(i);
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

  /** The mean, or 0 without values. */
  static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(0);
  }
}
