package org.kamcl.explorer.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.ArchiveContents;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/**
 * Copies an archive into another: images with the embeddings of all models, tags, ratings, saved
 * searches and band renderings. What the other archive has besides is kept. Images that it has
 * already are skipped, so that a copy that was interrupted in any way continues. At the end, the
 * images of both are compared by number and hash.
 */
public final class ArchiveCopy implements Job<ArchiveCopy.Report> {
  /** Writes images of a model into an archive. The second call of {@link #close} has no effect. */
  public interface Writer extends BiConsumer<ModelId, List<EmbeddedImage>>, AutoCloseable {
    /** Returns when all images are stored. */
    void finish();

    @Override
    void close();
  }

  /**
   * One of the two archives.
   *
   * @param archive tags and others
   * @param contents its images
   */
  public record Side(Archive archive, ArchiveContents contents) {}

  /**
   * What was copied.
   *
   * @param images number of images that were written
   * @param compared number of images that were compared afterwards
   * @param warnings what was left out
   */
  public record Report(long images, long compared, List<Problem> warnings) {}

  /** What identifies an image by its file. */
  record Place(Path file, Optional<TileBounds> tile) {}

  private final Side source;
  private final Side target;
  private final Writer writer;
  private final boolean all;

  /**
   * @param writer writes into the target
   * @param all whether images are written again that the target has
   */
  public ArchiveCopy(Side source, Side target, Writer writer, boolean all) {
    this.source = source;
    this.target = target;
    this.writer = writer;
    this.all = all;
  }

  @Override
  public Report run(JobContext context) {
    long written = 0;
    List<ModelId> models = source.contents().models();
    for (ModelId model : models) {
      written += copy(model, context);
    }
    writer.finish();
    List<Problem> warnings =
        new ArrayList<>(new PeopleCopy(source.archive(), target.archive()).run());
    long compared = 0;
    for (ModelId model : models) {
      compared += compare(model, context);
    }
    return new Report(written, compared, warnings);
  }

  private long copy(ModelId model, JobContext context) {
    Set<ArchiveContents.Key> known = all ? Set.of() : target.contents().embedded(model);
    long total = source.contents().embedded(model).size();
    long[] done = new long[2];
    context.onProgress(ProgressStage.IMAGES, 0, total);
    source
        .contents()
        .read(
            model,
            images -> {
              context.checkCancelled();
              List<EmbeddedImage> missing =
                  images.stream()
                      .filter(image -> !known.contains(ArchiveContents.Key.of(image)))
                      .toList();
              if (!missing.isEmpty()) {
                writer.accept(model, missing);
              }
              done[0] += images.size();
              done[1] += missing.size();
              context.onProgress(ProgressStage.IMAGES, done[0], total);
            });
    return done[1];
  }

  /** Compares those images of the target that the source has, too. */
  private long compare(ModelId model, JobContext context) {
    ContentHash original = new ContentHash();
    source
        .contents()
        .read(
            model,
            images -> {
              context.checkCancelled();
              images.forEach(original::add);
            });
    Set<ArchiveContents.Key> wanted = source.contents().embedded(model);
    ContentHash copy = new ContentHash();
    target
        .contents()
        .read(
            model,
            images -> {
              context.checkCancelled();
              images.stream()
                  .filter(image -> wanted.contains(ArchiveContents.Key.of(image)))
                  .forEach(copy::add);
            });
    if (copy.count() != original.count()) {
      throw new KamclException(
          TransferError.COUNT_DIFFERS, model.name(), copy.count(), original.count());
    }
    if (!copy.isSame(original)) {
      throw new KamclException(TransferError.CONTENT_DIFFERS, model.name());
    }
    return copy.count();
  }
}
