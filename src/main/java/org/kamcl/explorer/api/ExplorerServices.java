package org.kamcl.explorer.api;

import java.util.function.Function;
import java.util.function.Supplier;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.job.Job;

/**
 * What the window works with. Opening it takes seconds (engine, coordinate systems, database), so
 * the window is given an {@link Opener} and shows before anything of this is there.
 *
 * @param archive what is searchable
 * @param search finds it
 * @param thumbnails shows it
 * @param searchLibrary searches that were made and those that are kept
 * @param tags tags and verdicts
 * @param collections of the archive
 * @param missingCrs files that have coordinates but name no coordinate system
 * @param exporter writes hits into files
 * @param index makes the job that adds folders and files
 * @param indexSample makes the job that adds the sample images
 * @param firstStart whether nothing was there before and the sample images are at hand; they are
 *     then added without being asked for
 */
public record ExplorerServices(
    ImageArchive archive,
    ImageSearch search,
    ThumbnailSource thumbnails,
    SearchLibrary searchLibrary,
    ImageTags tags,
    ImageCollections collections,
    MissingCrs missingCrs,
    ExportService exporter,
    Function<ImportRequest, Job<IndexReport>> index,
    Supplier<Job<IndexReport>> indexSample,
    boolean firstStart) {

  /** Opens the services; asked once, on a thread that does not draw. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens what the window works with.
     *
     * @throws org.kamcl.explorer.domain.ExplorerException if that cannot be; the message is shown
     */
    ExplorerServices open();
  }
}
