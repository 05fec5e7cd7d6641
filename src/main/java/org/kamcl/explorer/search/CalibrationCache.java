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

/** The background of the model in use: its own, or where it has none the archive itself. */
final class CalibrationCache {
  private static final Logger LOG = LoggerFactory.getLogger(CalibrationCache.class);
  private static final int IMAGES = 1000;
  private static final int QUERIES = 100;

  private final ModelSource source;
  private ModelId model;
  private Optional<ScoreCalibration> modelCalibration = Optional.empty();
  private long version;
  private ScoreCalibration archiveCalibration;

  CalibrationCache(ModelSource source) {
    this.source = source;
  }

  /** Whether the model has a background of its own. */
  synchronized boolean hasModelCalibration() {
    ModelId now = source.id();
    if (!now.equals(model)) {
      modelCalibration = ScoreCalibration.read(source.folder()).filter(this::fits);
      model = now;
      archiveCalibration = null;
      if (modelCalibration.isEmpty()) {
        LOG.info(
            "The model {} has no background; scores are compared with the archive itself",
            now.name());
      }
    }
    return modelCalibration.isPresent();
  }

  private boolean fits(ScoreCalibration scoreCalibration) {
    return scoreCalibration.dimension() == source.model().dimension();
  }

  /** The background for searches in an archive. */
  synchronized ScoreCalibration of(ArchiveSnapshot archive) {
    if (hasModelCalibration()) {
      return modelCalibration.orElseThrow();
    }
    if (archiveCalibration == null || version != archive.vectorsVersion()) {
      archiveCalibration = of(archive, source.model());
      version = archive.vectorsVersion();
    }
    return archiveCalibration;
  }

  private static ScoreCalibration of(ArchiveSnapshot archive, KamclModel model) {
    int size = archive.index().size();
    int count = Math.min(IMAGES, size);
    float[][] images = new float[count][];
    for (int i = 0; i < count; i++) {
      long id = archive.index().id((int) ((long) i * size / count));
      images[i] = archive.index().vector(id).orElseThrow();
    }
    List<String> visual = new ArrayList<>();
    for (int i = 0; i < model.conceptNames().size() && visual.size() < QUERIES; i++) {
      if (model.isVisualConcept(i)) {
        visual.add(model.conceptNames().get(i));
      }
    }
    float[][] queries =
        model.embedTexts(visual).stream().map(Embedding::unitVector).toArray(float[][]::new);
    return new ScoreCalibration(
        images, queries, ScoreCalibration.DEFAULT_STRONG_MATCH_THRESHOLD, "the archive");
  }
}
