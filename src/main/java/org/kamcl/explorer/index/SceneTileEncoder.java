package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.FileMemory;
import org.kamcl.progress.ProgressStage;

/**
 * Embeds tiles of a scene as they are indexed, without the catalog. Only the tiles of a few batches
 * are in memory at a time.
 */
public final class SceneTileEncoder {
  private final ImageLoader loader;
  private final ModelSource model;

  /**
   * @param loader of the scenes
   * @param model that embeds the tiles
   */
  public SceneTileEncoder(ImageLoader loader, ModelSource model) {
    this.loader = loader;
    this.model = model;
  }

  /**
   * The embeddings of some tiles.
   *
   * @param vectors by tile, of unit length; null where the tile could not be read
   * @param firstProblem why a tile could not be read, if one could not
   */
  public record Result(float[] @Nullable [] vectors, Optional<Problem> firstProblem) {}

  /**
   * Embeds tiles.
   *
   * @param tiles in pixels of the file, in the order in which they are read fast: row by row
   * @param context receives the number of embedded tiles
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public Result embed(
      Path file, List<TileBounds> tiles, BandRendering rendering, JobContext context) {
    float[][] vectors = new float[tiles.size()][];
    Collector collector = new Collector(vectors, context);
    Iterator<Integer> numbers = new Numbers(tiles.size(), context);
    model
        .<Integer>embedder(
            i ->
                FileMemory.limited(
                    file,
                    () ->
                        loader.read(
                            file,
                            Optional.of(tiles.get(i)),
                            ImageLoader.EMBEDDING_SIDE,
                            rendering)))
        .embed(numbers, collector);
    return new Result(vectors, Optional.ofNullable(collector.problem));
  }

  /** Counts up until the work is cancelled. */
  private static final class Numbers implements Iterator<Integer> {
    private final int count;
    private final JobContext context;
    private int next;

    Numbers(int count, JobContext context) {
      this.count = count;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public Integer next() {
      if (next >= count) {
        throw new NoSuchElementException();
      }
      context.checkCancelled();
      return next++;
    }
  }

  /** Keeps the vectors and counts. */
  private static final class Collector implements ImageEmbedder.Sink<Integer> {
    private final float[][] vectors;
    private final JobContext context;
    private int done;
    private @Nullable Problem problem;

    Collector(float[][] vectors, JobContext context) {
      this.vectors = vectors;
      this.context = context;
    }

    @Override
    public void embedded(Integer tile, Embedding embedding) {
      vectors[tile] = embedding.unitVector();
      advance();
    }

    @Override
    public void skipped(Integer tile, Problem reason) {
      problem = problem == null ? reason : problem;
      advance();
    }

    private void advance() {
      done++;
      context.onProgress(ProgressStage.IMAGES, done, vectors.length);
    }
  }
}
