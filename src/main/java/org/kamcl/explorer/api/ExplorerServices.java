package org.kamcl.explorer.api;

import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.job.Job;

/**
 * The services of one workspace, as user interfaces see them. Creating the services is cheap;
 * whatever takes time (catalog, engine, model) is opened by the thread that first uses it.
 */
public interface ExplorerServices {
  /** The images that can be searched. */
  ImageArchive archive();

  /** Searches images by text and images, and captions by images. */
  ImageSearch search();

  /** Explains why an image has its score for a query. */
  ImageExplanations explanations();

  /** What the model's concepts are in the archive. */
  ConceptAnalysis concepts();

  /** Plots of the images by their embeddings. */
  EmbeddingPlots plots();

  /** Shows where in a scene a query is seen. */
  SceneScoreMaps scoreMaps();

  /** Thumbnails of the images. */
  ThumbnailSource thumbnails();

  /** The pixels of the images at any resolution. */
  ImagePixels pixels();

  /** Keeps images that queries refer to and that are not files yet. */
  ExampleImages examples();

  /** Search history and saved searches. */
  SearchLibrary searchLibrary();

  /** Tags of the images. */
  TagStore tags();

  /** Relevance feedback by query. */
  FeedbackStore feedback();

  /** The collections of the archive. */
  ImageCollections collections();

  /** Files that have coordinates but no known CRS. */
  MissingCrs missingCrs();

  /** The formats of image files that are read, in the order of preference. */
  List<ImageFormat> imageFormats();

  /** The training runs. */
  TrainingRuns trainingRuns();

  /** Evaluates models on corpora. */
  Evaluations evaluations();

  /**
   * Creates a job that compares two models by the hits that people rated. Nothing is embedded and
   * nothing is stored.
   *
   * @param model name of a model that has indexed the archive
   * @param other name of another one
   */
  Job<RatedComparison> compareByRatings(String model, String other);

  /** Suggests which images should be captioned next. */
  CaptionSuggestions captionSuggestions();

  /** Images that wait for captions, and the captions that people wrote. */
  CaptioningQueue captioningQueue();

  /** Measures what random images would have given in place of suggested ones. */
  RandomComparisons randomComparisons();

  /** Corpora for training. */
  TrainingCorpora trainingCorpora();

  /** Writes hits to files. */
  ExportService exporter();

  /** Backs up, restores and moves the workspace. */
  WorkspaceCare workspace();

  /** Creates a job that indexes folders and files. */
  Job<IndexReport> index(ImportRequest request);

  /**
   * Creates a job that indexes the sample images.
   *
   * @throws org.kamcl.error.KamclException if the program was installed without them
   */
  Job<IndexReport> indexSampleData();

  /**
   * Creates a job that indexes all images of the archive with another model, and then searches with
   * it. Until then, the archive is searched with the model before; if the job ends early, it stays
   * in use.
   *
   * @param model name of the model
   */
  Job<IndexReport> indexAgain(String model);

  /**
   * The model that indexes and searches; empty if there is none or it cannot be used. Reads files;
   * not for the JavaFX thread.
   */
  Optional<ModelInfo> model();

  /** The choice of another model, where the one that would be used cannot be. */
  ModelChoice modelChoice();

  /** The models of the workspace and of the program. */
  InstalledModels installedModels();

  /**
   * Thumbnails of some sample images; empty if the program was installed without them. Reads files;
   * not for the JavaFX thread.
   *
   * @param most maximum number of images
   * @param side maximum width and height, pixels
   */
  List<ArgbImage> samplePreview(int most, int side);

  /**
   * Whether the workspace has no catalog yet and sample images are installed; the window then
   * indexes them on its own.
   */
  boolean firstStart();

  /** Opens the services; called once per window, never on the JavaFX thread. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens the services.
     *
     * @throws org.kamcl.error.KamclException if they cannot be opened; the window shows the error
     */
    ExplorerServices open();
  }
}
