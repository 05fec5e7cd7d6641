package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.error.Problem;

/**
 * How a model ranks the images and captions of a split, by the published protocol: each image ranks
 * all captions and the best of its own counts; each caption ranks all images. (Ji et al., TGRS
 * 2023, section IV-B.) Everything else that is said about the evaluation is computed from these
 * ranks.
 *
 * @param id identifies it among the evaluations of a workspace
 * @param setting what was evaluated
 * @param images the images that could be read, in the order of the corpus
 * @param captions of these images, those of an image together
 * @param notVisual concepts of the model that cannot be seen in images
 * @param skipped images that could not be read
 * @param reranking ranks after re-ranking, if it was asked for
 */
public record Evaluation(
    String id,
    Setting setting,
    List<Image> images,
    List<Caption> captions,
    List<String> notVisual,
    List<Skipped> skipped,
    Optional<Reranking> reranking) {

  /**
   * What was evaluated.
   *
   * @param time when
   * @param model name of the model
   * @param modelHash content hash of its files
   * @param imageSize side of the input images, pixels
   * @param corpus name of the corpus
   * @param location folder of the corpus, or the file that lists it
   * @param corpusHash hash of the images and captions of the split
   * @param split of the corpus
   * @param dataset the published data set that the corpus is by its name; empty if unknown
   * @param categories where the categories of the images come from
   * @param seconds duration, with embedding; seconds
   */
  public record Setting(
      Instant time,
      String model,
      String modelHash,
      int imageSize,
      String corpus,
      Path location,
      String corpusHash,
      String split,
      String dataset,
      CategorySource categories,
      double seconds) {

    /** Whether the same images and captions were evaluated, so that ranks can be compared. */
    public boolean sameQueries(Setting other) {
      return corpusHash.equals(other.corpusHash);
    }
  }

  /** Where the categories of a corpus come from. */
  public enum CategorySource {
    /** Each entry of the corpus lists its category. */
    LISTED,
    /** The folders of the images are named after them. */
    FOLDER,
    /** File names begin with them. */
    FILE_NAME,
    /** The corpus has none. */
    NONE
  }

  /**
   * An image of the corpus.
   *
   * @param name file name as listed in the corpus
   * @param file absolute path of the file
   * @param category empty if it has none
   * @param rank rank of its best caption among all captions, from 0; -1 without captions
   * @param firstCaption index of the caption that ranks first
   * @param concepts visual concepts whose strength reaches their threshold, the strongest first
   */
  public record Image(
      String name, Path file, String category, int rank, int firstCaption, List<String> concepts) {}

  /**
   * A caption of an image.
   *
   * @param text as in the corpus
   * @param image index of its image
   * @param rank rank of its image among all images, from 0
   * @param firstImage index of the image that ranks first
   * @param score similarity of its image, -1..1
   * @param firstScore similarity of the first image, -1..1
   */
  public record Caption(
      String text, int image, int rank, int firstImage, double score, double firstScore) {}

  /**
   * An image that could not be read.
   *
   * @param reason why
   */
  public record Skipped(Path file, Problem reason) {}

  /**
   * Ranks after re-ranking by reciprocal neighbors.
   *
   * @param imageRanks rank of each image's best caption from 0; -1 without captions
   * @param captionRanks rank of each caption's image from 0
   * @param seconds duration; seconds
   */
  public record Reranking(int[] imageRanks, int[] captionRanks, double seconds) {}

  /** Index of the image of each caption. */
  public int[] imageOfCaption() {
    return captions.stream().mapToInt(Caption::image).toArray();
  }

  /** The metrics of the published protocol. */
  public RetrievalResult result() {
    return RetrievalResult.of(
        images.stream().mapToInt(Image::rank).toArray(),
        captions.stream().mapToInt(Caption::rank).toArray());
  }

  /** The same metrics after re-ranking; empty without. */
  public Optional<RetrievalResult> rerankedResult() {
    return reranking.map(after -> RetrievalResult.of(after.imageRanks(), after.captionRanks()));
  }
}
