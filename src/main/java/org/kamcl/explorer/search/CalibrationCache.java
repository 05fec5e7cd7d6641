package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.index.ModelSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The score calibration of the model in use: the one stored with the model or, if it has none, one
 * computed from the archive itself.
 */
final class CalibrationCache {
  private static final Logger LOG = LoggerFactory.getLogger(CalibrationCache.class);
  private static final int ARCHIVE_IMAGES = 1000;
  private static final int ARCHIVE_QUERIES = 100;

  private final ModelSource source;
  private ModelId model;
  private Optional<ScoreCalibration> modelCalibration = Optional.empty();
  private long version;
  private ScoreCalibration archiveCalibration;

  CalibrationCache(ModelSource source) {
    this.source = source;
  }

  /** Whether the model has a stored calibration. */
  synchronized boolean hasModelCalibration() {
    ModelId current = source.id();
    if (!current.equals(model)) {
      modelCalibration = ScoreCalibration.read(source.folder()).filter(this::fits);
      model = current;
      archiveCalibration = null;
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

  /** The calibration for searches in an archive. */
  synchronized ScoreCalibration of(ArchiveSnapshot archive) {
    if (hasModelCalibration()) {
      return modelCalibration.orElseThrow();
    }
    if (archiveCalibration == null || version != archive.embeddingsVersion()) {
      archiveCalibration = of(archive, source.model());
      version = archive.embeddingsVersion();
    }
    return archiveCalibration;
  }

  /** Calibrates with evenly spaced images of the archive and visual concepts as queries. */
  private static ScoreCalibration of(ArchiveSnapshot archive, KamclModel model) {
    int size = archive.index().size();
    int count = Math.min(ARCHIVE_IMAGES, size);
    float[][] images = new float[count][];
    for (int i = 0; i < count; i++) {
      long id = archive.index().id((int) ((long) i * size / count));
      images[i] = archive.index().vector(id).orElseThrow();
    }
    List<String> concepts = new ArrayList<>();
    for (int i = 0; i < model.conceptNames().size() && concepts.size() < ARCHIVE_QUERIES; i++) {
      if (model.isVisualConcept(i)) {
        concepts.add(model.conceptNames().get(i));
      }
    }
    float[][] queries =
        model.embedTexts(concepts).stream().map(Embedding::unitVector).toArray(float[][]::new);
    return new ScoreCalibration(
        images, queries, ScoreCalibration.DEFAULT_STRONG_MATCH_THRESHOLD, "the archive");
  }
}
