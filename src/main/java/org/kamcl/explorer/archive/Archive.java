package org.kamcl.explorer.archive;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;

/**
 * What is known of images, and what people added to them, wherever it is kept. {@link ImageRanking}
 * ranks the images. Thread-safe; other processes may change the same archive at the same time.
 *
 * <p>Every change is idempotent: an image is identified by its file, the content and tiling of
 * that, and its part of it, so that writing the same image again changes nothing and keeps its id.
 * Once a method that changes something has returned, every later call of this program sees the
 * change.
 */
public interface Archive extends ImageArchive {
  /** Number of images that match a filter. */
  int count(SearchFilter filter);

  /**
   * Some of the images.
   *
   * @param ids each once
   * @return in the order of the ids; unknown ones are left out
   */
  List<ImageRecord> images(Collection<Long> ids);

  /** The state of the archive, which tells whether what was read is current. */
  ArchiveVersion version();

  /** The captions of the images. */
  CaptionIndex captions();

  /** Samples of the embeddings. */
  EmbeddingSamples samples();

  /** Tags of the images. */
  TagStore tags();

  /** Relevance feedback by query. */
  FeedbackStore feedback();

  /** Searches that were made and those that are kept. */
  SearchLibrary searches();

  /** The collections. */
  ImageCollections collections();

  /**
   * Stores images with their embeddings by one model; embeddings by other models stay. Images of
   * earlier content or tiling of the same files are removed.
   *
   * @param embedded all of one dimension
   */
  void save(ModelId model, List<EmbeddedImage> embedded);

  /** Brings collections, places and captions of known files up to date. */
  void updateFiles(List<FileUpdate> files);

  /** Forgets files with all that was cut from them. */
  void deleteFiles(List<Path> files);

  /**
   * Changes the path of a file. Its images keep their ids, embeddings, tags and feedback.
   *
   * @param known the stored path, absolute
   * @param now the new path, absolute
   */
  void moveFile(Path known, Path now);
}
