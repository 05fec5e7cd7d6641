package org.kamcl.explorer.index;

import java.util.ArrayList;
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

  private final Catalog catalog;
  private final ModelSource model;

  /**
   * @param catalog holds the images and receives the statistics
   * @param model is loaded only if captions have to be encoded
   */
  public CollectionCalibrator(Catalog catalog, ModelSource model) {
    this.catalog = catalog;
    this.model = model;
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
    Map<String, CollectionStatistics> known =
        catalog.collectionStatistics().all(model.id(), fingerprint);
    Map<String, CollectionStatistics> all = new HashMap<>();
    Map<String, CollectionStatistics> measured = new HashMap<>();
    for (ImageCollections.Info collection : catalog.collections().list()) {
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

  private static boolean isCurrent(CollectionStatistics stored, int images) {
    return Math.abs(stored.images() - images) <= CHANGE * images;
  }

  private void store(int fingerprint, Map<String, CollectionStatistics> measured) {
    if (measured.isEmpty()) {
      return;
    }
    try {
      catalog.collectionStatistics().save(model.id(), fingerprint, measured);
    } catch (KamclException e) {
      // Storing them only saves time; in a read-only workspace the result is the same.
      LOG.debug("Collection statistics were not stored", e);
    }
  }

  private CollectionStatistics measure(
      ScoreCalibration calibration, ImageCollections.Info collection) {
    long[] ids =
        evenlySpaced(
            catalog.imageIds(SearchFilter.NONE.withCollections(Set.of(collection.name()))));
    Map<Long, Integer> positions = new HashMap<>();
    List<float[]> sample = new ArrayList<>();
    catalog.embeddings(
        model.id(),
        ids,
        stored -> {
          if (stored.vector().length == calibration.dimension()) {
            positions.put(stored.imageId(), sample.size());
            sample.add(stored.vector());
          }
        });
    if (sample.isEmpty()) {
      return CollectionStatistics.unmeasured(collection.images());
    }
    Map<String, Integer> captions = collection.captions() > 0 ? captions(positions) : Map.of();
    Map<String, float[]> vectors = vectors(List.copyOf(captions.keySet()));
    List<String> order = List.copyOf(vectors.keySet());
    return calibration.measure(
        collection.images(),
        sample.toArray(float[][]::new),
        order.stream().map(vectors::get).toArray(float[][]::new),
        order.stream().mapToInt(captions::get).toArray());
  }

  private static long[] evenlySpaced(long[] ids) {
    int count = Math.min(MAX_IMAGES, ids.length);
    long[] some = new long[count];
    for (int i = 0; i < count; i++) {
      some[i] = ids[(int) ((long) i * ids.length / count)];
    }
    return some;
  }

  /** One caption each of some images, with the image's position in the sample. */
  private Map<String, Integer> captions(Map<Long, Integer> positions) {
    List<ImageRecord> described =
        catalog.images().stream()
            .filter(image -> positions.containsKey(image.id()) && !image.captions().isEmpty())
            .toList();
    Map<String, Integer> captions = new LinkedHashMap<>();
    int count = Math.min(MAX_CAPTIONS, described.size());
    for (int i = 0; i < count; i++) {
      ImageRecord image = described.get((int) ((long) i * described.size() / count));
      captions.putIfAbsent(image.captions().get(0), positions.get(image.id()));
    }
    return captions;
  }

  private Map<String, float[]> vectors(List<String> captions) {
    Map<String, float[]> vectors =
        new LinkedHashMap<>(catalog.captionVectors().find(model.id(), captions));
    List<String> missing = captions.stream().filter(c -> !vectors.containsKey(c)).toList();
    if (!missing.isEmpty()) {
      List<Embedding> embeddings = model.model().embedTexts(missing);
      for (int i = 0; i < missing.size(); i++) {
        vectors.put(missing.get(i), embeddings.get(i).unitVector());
      }
    }
    return vectors;
  }
}
