package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.index.CollectionCalibrator;
import org.kamcl.explorer.index.ModelSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The score calibration of the model in use: the one stored with the model or, if it has none, one
 * computed from the archive itself; and how the collections differ from it.
 */
final class CalibrationCache {
  private static final Logger LOG = LoggerFactory.getLogger(CalibrationCache.class);
  private static final int ARCHIVE_IMAGES = 1000;
  private static final int ARCHIVE_QUERIES = 100;

  private final ModelSource source;
  private @Nullable ModelId model;
  private Optional<ScoreCalibration> modelCalibration = Optional.empty();
  private @Nullable Version version;
  private ScoreCalibration archiveCalibration;
  private final CollectionCalibrator collections;
  private ModelImages calibrated;
  private Map<String, CollectionStatistics> statistics = Map.of();
  private @Nullable ImageScoreCache imageScores;

  /** What a calibration from the archive was made from. */
  private record Version(ModelId model, long embeddings) {}

  CalibrationCache(ModelSource source, CollectionCalibrator collections) {
    this.source = source;
    this.collections = collections;
  }

  /** Whether the model has a stored calibration. */
  synchronized boolean hasModelCalibration() {
    ModelId current = source.id();
    if (!current.equals(model)) {
      long before = source.changes();
      modelCalibration = ScoreCalibration.read(source.folder()).filter(this::fits);
      // What was read while another model was chosen may be of either.
      model = source.changes() == before && source.id().equals(current) ? current : null;
      archiveCalibration = null;
      calibrated = null;
      if (modelCalibration.isEmpty()) {
        LOG.info(
            "The model {} has no score calibration; scores are compared with the archive itself",
            current.name());
      }
    }
    return modelCalibration.isPresent();
  }

  private boolean fits(ScoreCalibration calibration) {
    return calibration.dimension() == source.model().dimension();
  }

  /** The calibration that is stored with the model. */
  synchronized Optional<ScoreCalibration> ofModel() {
    return hasModelCalibration() ? modelCalibration : Optional.empty();
  }

  /** The calibration for searches in an archive. */
  synchronized ScoreCalibration of(ModelImages archive) {
    if (hasModelCalibration()) {
      return modelCalibration.orElseThrow();
    }
    Version wanted = new Version(archive.model(), archive.version().embeddings());
    if (archiveCalibration == null || !wanted.equals(version)) {
      long before = source.changes();
      ScoreCalibration made = of(archive, source.model());
      if (source.changes() != before) {
        return made;
      }
      archiveCalibration = made;
      version = wanted;
    }
    return archiveCalibration;
  }

  /** Statistics of the collections of an archive by name. */
  @SuppressWarnings("ReferenceEquality") // Each version of the archive has its own snapshot.
  synchronized Map<String, CollectionStatistics> collections(ModelImages archive) {
    if (calibrated != archive) {
      statistics =
          hasModelCalibration()
              ? collections.statistics(modelCalibration.orElseThrow())
              : collections.unmeasured();
      calibrated = archive;
    }
    return statistics;
  }

  /** The scores of the images of an archive and the references of its calibration. */
  synchronized ImageScoreCache imageScores(ModelImages archive) {
    ScoreCalibration calibration = of(archive);
    ModelId id = archive.model();
    long embeddings = archive.version().embeddings();
    if (imageScores == null || !imageScores.isOf(calibration, id, embeddings)) {
      imageScores = new ImageScoreCache(calibration, id, embeddings);
    }
    return imageScores;
  }

  /**
   * Calibrates with a sample of the images of the archive and visual concepts as queries, or names
   * of what is seen from above if the model has no concepts.
   */
  private static ScoreCalibration of(ModelImages archive, KamclModel model) {
    float[][] images = archive.sample(ARCHIVE_IMAGES).toArray(float[][]::new);
    List<String> concepts = new ArrayList<>();
    for (int i = 0; i < model.conceptNames().size() && concepts.size() < ARCHIVE_QUERIES; i++) {
      // Marks of the user change no score.
      if (model.isVisualByDefault(i)) {
        concepts.add(model.conceptNames().get(i));
      }
    }
    if (!model.hasWords()) {
      // All queries are images, which are compared with the images.
      float[][] some = Arrays.copyOf(images, Math.min(ARCHIVE_QUERIES, images.length));
      return new ScoreCalibration(images, some, "the archive");
    }
    float[][] queries =
        model.embedTexts(concepts.isEmpty() ? ReferenceQueries.of(model) : concepts).stream()
            .map(Embedding::unitVector)
            .toArray(float[][]::new);
    return new ScoreCalibration(images, queries, "the archive");
  }
}
