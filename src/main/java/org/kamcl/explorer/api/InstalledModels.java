package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.job.Job;

/**
 * The models of the workspace and of the program: what is known of them, new ones from files, and
 * what they find among the sample images. Blocking; call from any thread but the JavaFX thread.
 */
public interface InstalledModels {
  /** The activations between which a model of the CLIP family leaves the choice. */
  enum ActivationChoice {
    /** As stated, or else measured on the sample images. */
    DETERMINED,
    /** Exact GELU. */
    GELU,
    /** QuickGELU, as in OpenAI's models. */
    QUICK_GELU
  }

  /**
   * A file that becomes a model.
   *
   * @param file of the weights, or the index of a model in several files
   * @param name of the model
   * @param activation of a model of the CLIP family
   */
  record NewModel(Path file, String name, ActivationChoice activation) {}

  /**
   * What files contain, before they are read.
   *
   * @param file of the weights, or the index of a model in several files
   * @param name a name for the model that is free
   */
  record Candidate(Path file, String name) {}

  /**
   * Sample images in the order in which a model finds them.
   *
   * @param files best first
   * @param unknownWords words of the query that the model does not know
   */
  record SampleHits(List<Path> files, List<String> unknownWords) {
    /** Copies the lists. */
    public SampleHits {
      files = List.copyOf(files);
      unknownWords = List.copyOf(unknownWords);
    }
  }

  /** All models, the workspace's first. Those whose card cannot be read have a problem. */
  List<InstalledModel> list();

  /**
   * The one model file among files and folders that were chosen together: a file of weights, the
   * index of a model in several files, or what a folder has of these.
   *
   * @throws org.kamcl.error.KamclException if there is none, or if there are several models
   */
  Candidate candidate(List<Path> paths);

  /** What is wrong with a name for a new model; empty if it can be used. */
  Optional<Problem> checkName(String name);

  /**
   * Creates a job that makes a model of a file. The files of a model are complete or not there at
   * all, however the job ends.
   *
   * @return what was recognized; the job fails with the errors of {@code kamcl models import}
   */
  Job<InstalledModel.Recognized> add(NewModel model);

  /**
   * What is asked where an import failed because the activation has to be chosen; empty for another
   * failure.
   */
  Optional<Problem> activationQuestion(Throwable failure);

  /**
   * Creates a job that searches the sample images by words, without the archive.
   *
   * @param model its name
   * @param most number of images
   */
  Job<SampleHits> searchSamples(String model, String words, int most);

  /**
   * As above, for images that are like an image.
   *
   * @param image a file
   */
  Job<SampleHits> searchSamples(String model, Path image, int most);

  /** The sample images, by name; empty if they are not installed. */
  List<Path> samples();

  /**
   * The plan of a run that gives a model the concepts of a corpus, as {@code kamcl models
   * add-concepts}: a new model with the same embeddings.
   *
   * @param model its name
   * @param corpus folder or file
   * @throws org.kamcl.error.KamclException if the model or the corpus cannot be read
   */
  RunPlan conceptPlan(String model, Path corpus);

  /**
   * Deletes the files of a model.
   *
   * @throws org.kamcl.error.KamclException if it belongs to the program or is in use
   */
  void remove(String model);

  /**
   * Writes the card of a model, as {@code kamcl models show --json} prints it.
   *
   * @throws org.kamcl.error.KamclException if it cannot be read or written
   */
  void saveCard(String model, Path target);
}
