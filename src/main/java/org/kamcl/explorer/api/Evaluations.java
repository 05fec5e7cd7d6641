package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.error.Problem;
import org.kamcl.explorer.job.Job;

/**
 * Evaluates models on corpora and keeps the results in the workspace. Blocking; call from any
 * thread but the JavaFX thread.
 */
public interface Evaluations {
  /** Names of the models that can be evaluated; the one to use where none is named is first. */
  List<String> models();

  /**
   * Reads the list of a corpus.
   *
   * @param location a folder with images and captions, or the file that lists them
   * @throws org.kamcl.error.KamclException if nothing is usable
   */
  CorpusSummary corpus(Path location);

  /**
   * Creates a job that evaluates a model and keeps the result. Embeddings are kept, so that the
   * same model is evaluated again on the same images in seconds. An earlier result of the same
   * model on the same images and captions is replaced.
   *
   * @param partial receives what is known so far, on the thread of the job
   * @throws org.kamcl.error.KamclException from the job if the split has no captions or no image
   *     can be read
   */
  Job<Evaluation> evaluate(Request request, Consumer<Partial> partial);

  /** The evaluations of the workspace, the newest first, and those that cannot be read. */
  Stored stored();

  /**
   * One evaluation of the workspace.
   *
   * @throws org.kamcl.error.KamclException if there is none, or its file is damaged
   */
  Evaluation load(String id);

  /**
   * Deletes an evaluation, also one whose file is damaged.
   *
   * @throws org.kamcl.error.KamclException if there is none, or it cannot be deleted
   */
  Deletion delete(String id);

  /** A deleted evaluation, in memory. */
  @FunctionalInterface
  interface Deletion {
    /**
     * Stores the evaluation again.
     *
     * @throws org.kamcl.error.KamclException if it cannot be written
     */
    void undo();
  }

  /** Corpora that were read to be evaluated on, the last one first; at most a dozen. */
  List<Path> recentCorpora();

  /**
   * The published figures that an evaluation can be compared with.
   *
   * @param images number of images that were evaluated
   */
  Published published(Evaluation.Setting setting, int images);

  /**
   * Creates a job that writes a report as one HTML file with its pictures.
   *
   * @param other a model to compare with, evaluated on the same images
   * @param target is replaced
   */
  Job<Path> report(Evaluation evaluation, Optional<Evaluation> other, Path target);

  /**
   * What to evaluate.
   *
   * @param corpus a folder with images and captions, or the file that lists them
   * @param format name of its format; empty to detect it
   * @param split of the corpus
   * @param model name of the model
   * @param imageSize side of the input images, pixels; empty for the size of the model
   * @param rerank whether to measure also re-ranking by reciprocal neighbors
   */
  record Request(
      Path corpus,
      Optional<String> format,
      String split,
      String model,
      Optional<Integer> imageSize,
      boolean rerank) {}

  /**
   * A corpus.
   *
   * @param splits in the order of the corpus
   * @param problems what was skipped or corrected
   */
  record CorpusSummary(String name, Path location, List<Split> splits, List<Problem> problems) {}

  /** A split of a corpus with the number of its images and captions. */
  record Split(String name, int images, int captions) {}

  /**
   * Image retrieval with the captions that are encoded so far.
   *
   * @param captions number of captions so far
   * @param of number of all captions
   * @param textToImage of these captions among all images
   */
  record Partial(int captions, int of, RetrievalMetrics textToImage) {}

  /**
   * The evaluations of a workspace.
   *
   * @param unreadable those whose files cannot be read
   */
  record Stored(List<Summary> evaluations, List<Unreadable> unreadable) {}

  /** An evaluation whose file cannot be read, and why. */
  record Unreadable(String id, Problem problem) {}

  /**
   * The figures of an evaluation.
   *
   * @param images number of images
   * @param captions number of captions
   * @param interval of the mean recall, percent
   */
  record Summary(
      String id,
      Evaluation.Setting setting,
      int images,
      int captions,
      RetrievalMetrics imageToText,
      RetrievalMetrics textToImage,
      double meanRecall,
      BootstrapInterval interval) {}

  /**
   * Published figures, or why there are none.
   *
   * @param dataset empty if the corpus is not known
   * @param protocol whether the evaluation is like the published ones
   * @param images number of images of the published evaluations; 0 if the corpus is not known
   * @param rows by mean recall, the lowest first; empty unless the protocol is the same
   * @param clip whether the encoders of the evaluated model are those of CLIP
   */
  record Published(
      String dataset, Protocol protocol, int images, List<PublishedRow> rows, boolean clip) {

    /** Those that the table of an evaluation begins with; others are added on request. */
    public List<PublishedRow> shownFirst() {
      return rows.stream().filter(row -> row.isKamcl() || (clip && row.isCheckpoint())).toList();
    }
  }

  /** Whether an evaluation is like the published ones of its data set. */
  enum Protocol {
    /** It is. */
    SAME,
    /** No published figures of this corpus are known. */
    UNKNOWN_CORPUS,
    /** The published figures are of the split test. */
    OTHER_SPLIT,
    /** The published figures are of another number of images. */
    OTHER_IMAGES
  }

  /**
   * A published result on the test split of a data set.
   *
   * @param dataset RSICD, RSITMD, UCM-Captions or NWPU-Captions
   * @param images number of images of the test split
   * @param method name of the method
   * @param backbone its networks; empty if the source does not say
   * @param training what its networks have learned from
   * @param year of publication
   * @param recalls R@1, R@5 and R@10 from image to text, then from text to image, percent; empty if
   *     the source has the mean only
   * @param meanRecall mR, percent
   * @param source where the figures are from
   * @param remark why the row may not be comparable; empty if nothing is known
   */
  record PublishedRow(
      String dataset,
      int images,
      String method,
      String backbone,
      Training training,
      int year,
      List<Double> recalls,
      double meanRecall,
      String source,
      Remark remark) {
    /** Whether it is of the method of this program. */
    public boolean isKamcl() {
      return method.equals("KAMCL");
    }

    /** Whether its networks began as those of CLIP. */
    public boolean isClip() {
      return training != Training.OWN;
    }

    /** Whether its weights are a public checkpoint that can be imported. */
    boolean isCheckpoint() {
      return method.startsWith("RemoteCLIP") || method.startsWith("GeoRSCLIP");
    }
  }

  /** What the networks of a published result have learned from. */
  enum Training {
    /** Images and captions of the data set; the networks knew no captions before. */
    OWN,
    /** CLIP's images and texts, then images and captions of the data set. */
    FINE_TUNED,
    /** CLIP's images and texts, and others, but none of the data set. */
    ZERO_SHOT
  }

  /** What differs from the protocol or the training data of the other rows. */
  enum Remark {
    /** Nothing is known. */
    NONE,
    /** The order of results is refined with all queries at once. */
    RERANKED,
    /** Trained on RSICD, RSITMD and UCM-Captions together. */
    TRAINED_ON_THREE,
    /** Image and text are read together by one network, not compared as vectors. */
    CROSS_ENCODER,
    /** The mean is not that of the six published recalls. */
    MEAN_DIFFERS,
    /** Another source gives another mean. */
    SOURCES_DIFFER,
    /** Not trained on this data set. */
    ZERO_SHOT
  }
}
