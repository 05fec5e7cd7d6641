package org.kamcl.engine.training.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.CorpusEmbeddings;
import org.kamcl.engine.evaluation.EvaluationError;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.TowerFeatures;
import org.kamcl.engine.training.features.CorpusFeatures;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Embeds images with their captions from features that were computed before. */
final class FeatureEmbedder {
  private FeatureEmbedder() {}

  /** Embeds the images of the corpus as a model with the same encoders does. */
  static ImageFileEmbedder files(KamclModel model, CorpusFeatures features) {
    TowerFeatures towers = new TowerFeatures(model);
    return new ImageFileEmbedder(
        (paths, sink) -> {
          List<Path> readable =
              paths.stream().filter(path -> features.problem(path).isEmpty()).toList();
          List<Embedding> embeddings =
              towers.imageEmbeddings(readable.stream().map(features::image).toList());
          int next = 0;
          for (Path path : paths) {
            Optional<Problem> problem = features.problem(path);
            if (problem.isPresent()) {
              sink.skipped(path, problem.get());
            } else {
              sink.embedded(path, embeddings.get(next++));
            }
          }
        });
  }

  /**
   * Embeds images and captions.
   *
   * @param model with the adapters and concept heads
   * @throws KamclException if no image could be read when the features were computed
   */
  static CorpusEmbeddings embed(
      KamclModel model, CorpusFeatures features, List<CorpusImage> images) {
    Map<Path, Problem> skipped = new LinkedHashMap<>();
    List<CorpusImage> read = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (CorpusImage image : images) {
      features
          .problem(image.path())
          .ifPresentOrElse(
              problem -> skipped.put(image.path(), problem),
              () -> {
                image
                    .captions()
                    .forEach(
                        caption -> {
                          captions.add(caption);
                          owners.add(read.size());
                        });
                read.add(image);
              });
    }
    if (read.isEmpty()) {
      throw new KamclException(EvaluationError.NO_READABLE_IMAGE, images.size());
    }
    TowerFeatures towers = new TowerFeatures(model);
    List<Embedding> ofImages =
        towers.imageEmbeddings(read.stream().map(image -> features.image(image.path())).toList());
    List<Embedding> ofCaptions =
        towers.textEmbeddings(captions.stream().map(features::caption).toList());
    float[][] vectors = ofImages.stream().map(Embedding::vector).toArray(float[][]::new);
    return new CorpusEmbeddings(
        read,
        vectors,
        ofImages.stream().map(Embedding::concepts).toArray(float[][]::new),
        vectors,
        captions,
        owners.stream().mapToInt(Integer::intValue).toArray(),
        ofCaptions.stream().map(Embedding::vector).toArray(float[][]::new),
        ofCaptions.stream().map(Embedding::concepts).toArray(float[][]::new),
        skipped);
  }
}
