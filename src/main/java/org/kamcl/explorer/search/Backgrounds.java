package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.inference.Background;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.index.ModelSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The background of the model in use: its own, or where it has none the archive itself. */
final class Backgrounds {
  private static final Logger LOG = LoggerFactory.getLogger(Backgrounds.class);
  private static final int IMAGES = 1000;
  private static final int QUERIES = 100;

  private final ModelSource source;
  private ModelId model;
  private Optional<Background> own = Optional.empty();
  private long version;
  private Background ofArchive;

  Backgrounds(ModelSource source) {
    this.source = source;
  }

  /** Whether the model has a background of its own. */
  synchronized boolean calibrated() {
    ModelId now = source.id();
    if (!now.equals(model)) {
      own = Background.read(source.folder()).filter(this::fits);
      model = now;
      ofArchive = null;
      if (own.isEmpty()) {
        LOG.info(
            "The model {} has no background; scores are compared with the archive itself",
            now.name());
      }
    }
    return own.isPresent();
  }

  private boolean fits(Background background) {
    return background.dimension() == source.model().dimension();
  }

  /** The background for searches in an archive. */
  synchronized Background of(ArchiveSnapshot archive) {
    if (calibrated()) {
      return own.orElseThrow();
    }
    if (ofArchive == null || version != archive.vectorsVersion()) {
      ofArchive = of(archive, source.model());
      version = archive.vectorsVersion();
    }
    return ofArchive;
  }

  private static Background of(ArchiveSnapshot archive, KamclModel model) {
    int size = archive.index().size();
    int count = Math.min(IMAGES, size);
    float[][] images = new float[count][];
    for (int i = 0; i < count; i++) {
      long id = archive.index().id((int) ((long) i * size / count));
      images[i] = archive.index().vector(id).orElseThrow();
    }
    List<String> visual = new ArrayList<>();
    for (int i = 0; i < model.conceptNames().size() && visual.size() < QUERIES; i++) {
      if (model.visualConcept(i)) {
        visual.add(model.conceptNames().get(i));
      }
    }
    float[][] queries =
        model.embedTexts(visual).stream().map(Embedding::unitVector).toArray(float[][]::new);
    return new Background(images, queries, Background.USUAL_CUT, "the archive");
  }
}
