package org.kamcl.explorer.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.CollectionMeasurements;
import org.kamcl.explorer.archive.EmbeddingSamples.ImageVector;
import org.kamcl.explorer.catalog.CaptionVectors;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how the images of each collection score with unrelated queries, and stores it. A
 * collection is measured again when its number of images has changed by more than a tenth. It takes
 * about a tenth of a second per collection.
 */
public final class CollectionCalibrator {
  private static final Logger LOG = LoggerFactory.getLogger(CollectionCalibrator.class);
  private static final int MAX_IMAGES = 500;

  /** Encoding a caption takes the model about 10 ms. */
  private static final int MAX_CAPTIONS = 50;

  private static final double CHANGE = 0.1;

  private final Archive archive;
  private final CollectionMeasurements measurements;
  private final CaptionVectors captions;
  private final ModelSource model;

  /**
   * @param archive holds the images
   * @param measurements receives the statistics
   * @param captions vectors of captions that are known already
   * @param model is loaded only if captions have to be encoded
   */
  public CollectionCalibrator(
      Archive archive,
      CollectionMeasurements measurements,
      CaptionVectors captions,
      ModelSource model) {
    this.archive = archive;
    this.measurements = measurements;
    this.captions = captions;
    this.model = model;
  }

  /** A calibrator of the collections of a catalog, which keeps their statistics. */
  public static CollectionCalibrator of(Catalog catalog, ModelSource model) {
    return new CollectionCalibrator(
        catalog, catalog.collectionStatistics(), catalog.captionVectors(), model);
  }

  /** Measures what is new, if the model has a score calibration. Never fails. */
  public void update() {
    try {
      ScoreCalibration.read(model.folder()).ifPresent(this::statistics);
    } catch (KamclException e) {
      LOG.warn("The collections were not calibrated", e);
    }
  }

  /**
   * The statistics of the collections by name. What is not stored or outdated is measured and
   * stored.
   *
   * @param calibration score calibration of the model
   */
  public Map<String, CollectionStatistics> statistics(ScoreCalibration calibration) {
    int fingerprint = calibration.fingerprint();
    Map<String, CollectionStatistics> known = measurements.all(model.id(), fingerprint);
    Map<String, CollectionStatistics> all = new HashMap<>();
    Map<String, CollectionStatistics> measured = new HashMap<>();
    for (ImageCollections.Info collection : archive.collections().list()) {
      String name = collection.name();
      CollectionStatistics stored = known.get(name);
      if (stored != null && isCurrent(stored, collection.images())) {
        all.put(name, stored.withImages(collection.images()));
      } else {
        CollectionStatistics fresh = measure(calibration, collection);
        all.put(name, fresh);
        measured.put(name, fresh);
      }
    }
    store(fingerprint, measured);
    return all;
  }

  /** The collections by name without measurements, as long as the model has no calibration. */
  public Map<String, CollectionStatistics> unmeasured() {
    Map<String, CollectionStatistics> all = new HashMap<>();
    for (ImageCollections.Info collection : archive.collections().list()) {
      all.put(collection.name(), CollectionStatistics.unmeasured(collection.images()));
    }
    return all;
  }

  private static boolean isCurrent(CollectionStatistics stored, int images) {
    return Math.abs(stored.images() - images) <= CHANGE * images;
  }

  private void store(int fingerprint, Map<String, CollectionStatistics> measured) {
    if (measured.isEmpty()) {
      return;
    }
    try {
      measurements.save(model.id(), fingerprint, measured);
    } catch (KamclException e) {
      // Storing them only saves time; in a read-only workspace the result is the same.
      LOG.debug("Collection statistics were not stored", e);
    }
  }

  private CollectionStatistics measure(
      ScoreCalibration calibration, ImageCollections.Info collection) {
    List<Long> ids = new ArrayList<>();
    List<float[]> sample = new ArrayList<>();
    SearchFilter own = SearchFilter.NONE.withCollections(Set.of(collection.name()));
    for (ImageVector image : archive.samples().sample(model.id(), own, MAX_IMAGES)) {
      if (image.vector().length == calibration.dimension()) {
        ids.add(image.image());
        sample.add(image.vector());
      }
    }
    if (sample.isEmpty()) {
      return CollectionStatistics.unmeasured(collection.images());
    }
    Map<String, Integer> described = collection.captions() > 0 ? captions(ids) : Map.of();
    Map<String, float[]> vectors = vectors(List.copyOf(described.keySet()));
    List<String> order = List.copyOf(vectors.keySet());
    return calibration.measure(
        collection.images(),
        sample.toArray(float[][]::new),
        order.stream().map(vectors::get).toArray(float[][]::new),
        order.stream().mapToInt(described::get).toArray());
  }

  /**
   * One caption each of some images, with the image's position in the sample.
   *
   * @param sample ids of its images
   */
  private Map<String, Integer> captions(List<Long> sample) {
    Map<Long, Integer> positions = new HashMap<>();
    sample.forEach(id -> positions.put(id, positions.size()));
    List<ImageRecord> described =
        archive.images(sample).stream()
            .filter(image -> !image.captions().isEmpty())
            // The same captions, whatever order an archive has.
            .sorted(Comparator.comparing(ImageRecord::file))
            .toList();
    Map<String, Integer> found = new LinkedHashMap<>();
    int count = Math.min(MAX_CAPTIONS, described.size());
    for (int i = 0; i < count; i++) {
      ImageRecord image = described.get((int) ((long) i * described.size() / count));
      found.putIfAbsent(image.captions().get(0), positions.get(image.id()));
    }
    return found;
  }

  private Map<String, float[]> vectors(List<String> described) {
    Map<String, float[]> vectors = new LinkedHashMap<>(captions.find(model.id(), described));
    List<String> missing = described.stream().filter(c -> !vectors.containsKey(c)).toList();
    if (!missing.isEmpty()) {
      List<Embedding> embeddings = model.model().embedTexts(missing);
      for (int i = 0; i < missing.size(); i++) {
        vectors.put(missing.get(i), embeddings.get(i).unitVector());
      }
    }
    return vectors;
  }
}
