package org.kamcl.explorer.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.CaptionVectors;
import org.kamcl.explorer.index.FlatIndex;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.TextFiles;
import org.kamcl.progress.ProgressStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ranks captions by their similarity to an image. Each model encodes a caption once. */
final class CaptionRanker {
  private static final Logger LOG = LoggerFactory.getLogger(CaptionRanker.class);
  private static final int BATCH_SIZE = 400;

  private final CaptionVectors vectors;
  private final ModelSource model;
  private @Nullable EncodedCaptions encoded;

  /**
   * @param vectors keeps the vectors of captions
   */
  CaptionRanker(CaptionVectors vectors, ModelSource model) {
    this.vectors = vectors;
    this.model = model;
  }

  /** A ranked caption with its unit vector. */
  record NearCaption(int rank, String caption, double score, float[] vector) {}

  /**
   * Captions with an index of their unit vectors.
   *
   * @param given the list with duplicates
   * @param captions without; id and position are those in this list
   */
  private record EncodedCaptions(
      ModelId model, List<String> given, List<String> captions, FlatIndex index) {}

  /**
   * The lines of a UTF-8 file without blank ones.
   *
   * @throws KamclException if the file cannot be read or has no such line
   */
  static List<String> lines(Path file) {
    try {
      List<String> lines =
          TextFiles.readUtf8(file)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (lines.isEmpty()) {
        throw new KamclException(SearchError.CAPTION_LIST_EMPTY, file);
      }
      return lines;
    } catch (IOException e) {
      throw new KamclException(e, SearchError.CAPTION_LIST_UNREADABLE, file);
    }
  }

  /**
   * The best captions for an image or a query.
   *
   * @param vector unit vector of the image or the query
   * @param captions not to be changed any more; duplicates are ranked once
   * @param top maximum number of captions
   * @return best first
   */
  synchronized List<NearCaption> rank(
      float[] vector, List<String> captions, int top, JobContext context) {
    EncodedCaptions now = encoded(captions, context);
    List<NearCaption> ranked = new ArrayList<>();
    now.index
        .search(vector, top)
        .forEach(
            m ->
                ranked.add(
                    new NearCaption(
                        ranked.size() + 1,
                        now.captions.get(m.position()),
                        m.score(),
                        now.index.vector(m.id()).orElseThrow())));
    return ranked;
  }

  @SuppressWarnings("ReferenceEquality") // Comparing long lists takes longer than to rank them.
  private EncodedCaptions encoded(List<String> captions, JobContext context) {
    long changes = model.changes();
    ModelId id = model.id();
    EncodedCaptions known = encoded;
    if (known != null && known.model.equals(id) && known.given == captions) {
      return known;
    }
    List<String> distinct = List.copyOf(new LinkedHashSet<>(captions));
    boolean same = known != null && known.model.equals(id) && known.captions.equals(distinct);
    EncodedCaptions now =
        new EncodedCaptions(
            id, captions, distinct, same ? known.index : index(id, changes, distinct, context));
    // Otherwise some vectors may be of the model before.
    encoded = model.changes() == changes ? now : null;
    return now;
  }

  private FlatIndex index(ModelId id, long changes, List<String> captions, JobContext context) {
    Map<String, float[]> found = new LinkedHashMap<>(vectors.find(id, captions));
    List<String> missing = captions.stream().filter(c -> !found.containsKey(c)).toList();
    for (int from = 0; from < missing.size(); from += BATCH_SIZE) {
      context.checkCancelled();
      context.onProgress(ProgressStage.CAPTIONS, from, missing.size());
      List<String> batch = missing.subList(from, Math.min(from + BATCH_SIZE, missing.size()));
      List<Embedding> embeddings = model.model().embedTexts(batch);
      Map<String, float[]> added = new LinkedHashMap<>();
      for (int i = 0; i < batch.size(); i++) {
        added.put(batch.get(i), embeddings.get(i).unitVector());
      }
      if (model.changes() == changes) {
        store(id, added);
      }
      found.putAll(added);
    }
    FlatIndex.Builder builder = new FlatIndex.Builder(model.model().dimension());
    for (int i = 0; i < captions.size(); i++) {
      builder.add(i, found.get(captions.get(i)));
    }
    return builder.build();
  }

  private void store(ModelId id, Map<String, float[]> added) {
    try {
      vectors.save(id, added);
    } catch (KamclException e) {
      // Storing them only saves time; in a read-only workspace the result is the same.
      LOG.debug("Caption embeddings were not stored", e);
    }
  }
}
