package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.corpus.check.CorpusReport;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.TrainingDraft;
import org.kamcl.explorer.job.Job;

/**
 * Corpora for training: their checks, those made from images of the archive, and the draft of the
 * next run. Blocking; call from any thread but the JavaFX thread.
 */
public interface TrainingCorpora {
  /**
   * A corpus and what its check has found.
   *
   * @param place the folder or file that was checked
   * @param report images and captions
   * @param words words and concepts
   */
  record CheckedCorpus(Path place, CorpusReport report, WordReport words) {}

  /**
   * The words of a corpus, as a training would use them.
   *
   * @param vocabulary number of words that occur at least five times in the training captions
   * @param concepts concepts that a training would take from the captions, most frequent first
   * @param rare words of the training captions that occur less often, in alphabetical order
   * @param unseen words of the other captions that no training caption has, in alphabetical order
   */
  record WordReport(
      int vocabulary, List<ConceptCount> concepts, List<String> rare, List<String> unseen) {
    /** Of a corpus without training images. */
    public static final WordReport NONE = new WordReport(0, List.of(), List.of(), List.of());
  }

  /**
   * A concept of a corpus.
   *
   * @param name the word
   * @param images number of training images whose captions repeat it
   */
  record ConceptCount(String name, int images) {}

  /**
   * Creates a job that checks a corpus.
   *
   * @param place folder or file
   * @param format of the corpus as on the command line; empty to detect it
   */
  Job<CheckedCorpus> check(Path place, Optional<String> format);

  /**
   * The image of a corpus for display.
   *
   * @param side of the square into which it fits, pixels
   * @throws org.kamcl.error.KamclException if it cannot be read
   */
  ArgbImage image(Path file, int side);

  /** Folders of the corpora that were made from images of the archive, by name. */
  List<Path> made();

  /**
   * Creates a job that writes images with captions to a corpus of the workspace. An image that the
   * corpus has already gets the captions that it does not have yet.
   *
   * @param name of the corpus, which is created if it does not exist
   * @return its folder
   */
  Job<Path> add(String name, List<CaptionedImage> images);

  /**
   * A model that a training can start from.
   *
   * @param name of the model
   * @param description one or two sentences; may be empty
   * @param trainedOn training data; empty if unknown
   * @param published whether it has the published network
   */
  record StartModel(String name, String description, String trainedOn, boolean published) {}

  /** The models that a training can start from; those without a valid card are left out. */
  List<StartModel> startModels();

  /** Whether the pretrained encoders are installed. */
  boolean hasPretrainedEncoders();

  /** The draft of the next run; empty if there is none or its file is damaged. */
  Optional<TrainingDraft> draft();

  /** Keeps the draft of the next run. */
  void keepDraft(TrainingDraft draft);

  /** Deletes the draft. */
  void discardDraft();
}
