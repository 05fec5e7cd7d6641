package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.error.Problem;

/**
 * A model of the workspace or of the program, and what is known of it.
 *
 * @param name by which it is selected
 * @param folder of its files
 * @param bundled whether it belongs to the program, and cannot be removed
 * @param inUse whether it indexes and searches at the moment
 * @param bytes size of its files
 * @param indexed number of images of the archive that it has embedded
 * @param facts from its card; empty if that cannot be read
 * @param problem why the card cannot be read; empty if it can
 */
public record InstalledModel(
    String name,
    Path folder,
    boolean bundled,
    boolean inUse,
    long bytes,
    int indexed,
    Optional<Facts> facts,
    Optional<Problem> problem) {

  /**
   * What a model's card says.
   *
   * @param imageEncoder its image network, such as "EfficientNet-Lite0"
   * @param vision sizes of a vision transformer; empty for another network
   * @param textEncoder its text network
   * @param words whether it reads texts; otherwise it finds images that are like an image
   * @param imageSize side of the images it sees, pixels
   * @param embeddingSize values of an embedding
   * @param concepts number of its concepts; 0 for none
   * @param activation of a model of the CLIP family
   * @param calibration what was measured on images with captions
   * @param recall measured mean recall; empty if the card has none
   * @param texts what the card says in words
   */
  public record Facts(
      String imageEncoder,
      Optional<Vision> vision,
      String textEncoder,
      boolean words,
      int imageSize,
      int embeddingSize,
      int concepts,
      Optional<KnownActivation> activation,
      Calibration calibration,
      Optional<MeanRecall> recall,
      Texts texts) {}

  /**
   * Sizes of a vision transformer.
   *
   * @param blocks number of its blocks
   * @param width values per position
   * @param patch side of a patch, pixels
   */
  public record Vision(int blocks, int width, int patch) {}

  /**
   * What was measured on images with captions.
   *
   * @param scores whether false match rates of scores were
   * @param concepts whether the precision of concepts was
   */
  public record Calibration(boolean scores, boolean concepts) {}

  /**
   * A mean recall of the card.
   *
   * @param percent of both directions and the ranks 1, 5 and 10
   * @param on the images, such as "rsicd-val"
   * @param images their number, if the card has it
   */
  public record MeanRecall(double percent, String on, OptionalInt images) {}

  /**
   * What a card says in words; empty where it says nothing.
   *
   * @param description one or two sentences
   * @param trainedOn training data
   * @param initializedFrom where its training started, or the file it was imported from
   * @param license of the weights
   * @param limitations where its results are unreliable
   * @param created ISO date
   */
  public record Texts(
      String description,
      String trainedOn,
      String initializedFrom,
      String license,
      String limitations,
      String created) {}

  /** How an activation was determined. */
  public enum ActivationSource {
    /** By the file or its configuration. */
    STATED,
    /** By the person who imported the model. */
    CHOSEN,
    /** On captioned sample images. */
    MEASURED,
    /** The card does not say. */
    UNKNOWN
  }

  /**
   * The activation of a model of the CLIP family.
   *
   * @param name as in publications
   * @param source how it was determined
   * @param statedBy what states it; empty for another source
   * @param low lower end of the 95 % interval of the measured difference, GELU less QuickGELU
   * @param high its upper end
   */
  public record KnownActivation(
      String name,
      ActivationSource source,
      String statedBy,
      OptionalDouble low,
      OptionalDouble high) {}

  /**
   * What a file was recognized as.
   *
   * @param model as it was stored
   * @param kind what the file contained: its layout and its networks
   * @param unused tensors of the file that are not needed, by name
   */
  public record Recognized(InstalledModel model, String kind, List<String> unused) {
    /** Copies the list. */
    public Recognized {
      unused = List.copyOf(unused);
    }
  }
}
