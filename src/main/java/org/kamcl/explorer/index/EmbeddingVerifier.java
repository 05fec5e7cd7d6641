package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.imagery.ImageLoader;

/**
 * Embeds a random sample of the images again and compares the results with the stored embeddings.
 * Finds what checksums cannot: embeddings that another model or a damaged one made.
 */
public final class EmbeddingVerifier {
  /** Smallest cosine similarity; rounding and devices change about 1e-5. */
  private static final double SAME = 0.999;

  private final Catalog catalog;
  private final ImageLoader loader;
  private final ModelSource model;

  public EmbeddingVerifier(Catalog catalog, ImageLoader loader, ModelSource model) {
    this.catalog = catalog;
    this.loader = loader;
    this.model = model;
  }

  /**
   * What a comparison found.
   *
   * @param compared number of images that were compared
   * @param different the images whose stored embedding is another one
   */
  public record Result(int compared, List<ImageRecord> different) {}

  /**
   * Compares images whose file is unchanged. Different embeddings count as damaged from then on, so
   * that the next index makes them again.
   *
   * @param most number of images
   * @param seed of the choice
   */
  public Result verify(int most, long seed) {
    Map<Long, float[]> stored = new HashMap<>();
    List<ImageRecord> sample = sample(most, seed);
    catalog.embeddings(
        model.id(),
        sample.stream().mapToLong(ImageRecord::id).toArray(),
        embedding -> stored.put(embedding.imageId(), embedding.vector()));
    int compared = 0;
    List<ImageRecord> different = new ArrayList<>();
    for (ImageRecord image : sample) {
      Optional<RgbImage> pixels = stored.containsKey(image.id()) ? pixels(image) : Optional.empty();
      if (pixels.isPresent()) {
        compared++;
        float[] fresh = model.model().embedImages(List.of(pixels.get())).get(0).unitVector();
        if (!(cosine(fresh, stored.get(image.id())) >= SAME)) {
          different.add(image);
        }
      }
    }
    if (!different.isEmpty()) {
      catalog
          .integrity()
          .discardEmbeddings(model.id(), different.stream().map(ImageRecord::id).toList());
    }
    return new Result(compared, List.copyOf(different));
  }

  private List<ImageRecord> sample(int most, long seed) {
    List<ImageRecord> images = new ArrayList<>(catalog.images());
    Collections.shuffle(images, new Random(seed));
    return images.subList(0, Math.min(most, images.size()));
  }

  /** The pixels that were embedded; empty if the file is missing, changed or cannot be read. */
  private Optional<RgbImage> pixels(ImageRecord image) {
    Optional<StoredFile> file =
        catalog.files().find(image.file()).filter(stored -> isUnchanged(image.file(), stored));
    Optional<TilingKey> key = file.flatMap(stored -> TilingKey.parse(stored.tiling()));
    if (key.isEmpty()) {
      return Optional.empty();
    }
    IndexRequest request = IndexRequest.of(image.file());
    request = key.get().tiling().map(request::withTiling).orElse(request);
    request = key.get().rendering().map(request::withRendering).orElse(request);
    try {
      return Optional.of(
          new TileReader(loader, request)
              .pixels(image.file(), image.tile(), image.width(), image.height(), image.gsd()));
    } catch (KamclException e) {
      // Indexing reports files that cannot be read.
      return Optional.empty();
    }
  }

  private static boolean isUnchanged(Path file, StoredFile stored) {
    try {
      return Files.size(file) == stored.size()
          && Files.getLastModifiedTime(file).toMillis() == stored.modified();
    } catch (IOException e) {
      return false;
    }
  }

  private static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      return -1;
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
