package org.kamcl.engine.inference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.network.NetworkConfig;

/**
 * What a model is, what it was trained on, what it reached, and under which terms it may be used:
 * {@code model.json} of its folder.
 *
 * @param formatVersion of this file, {@value #FORMAT_VERSION}
 * @param name as chosen when it was made
 * @param description one or two sentences
 * @param created ISO date
 * @param configuration {@code reference} or {@code default}
 * @param network what the network is made of
 * @param trainedOn the corpus and split; "unknown" for imported weights
 * @param initializedFrom where its weights came from
 * @param metrics measured numbers by name, e.g. {@code rsicd-val/meanRecall}
 * @param license of the weights
 * @param dataCredits whose data it was trained on
 * @param gsdRange smallest and largest ground resolution it was trained on; null if unknown
 * @param limitations where it is not to be trusted
 * @param weightsSha256 of {@code weights.safetensors}
 */
public record ModelCard(
    int formatVersion,
    String name,
    String description,
    String created,
    String configuration,
    NetworkConfig network,
    String trainedOn,
    @SerializedName(value = "initializedFrom", alternate = "startedFrom") String initializedFrom,
    @SerializedName(value = "metrics", alternate = "figures") Map<String, Double> metrics,
    @SerializedName(value = "license", alternate = "licence") String license,
    String dataCredits,
    @SerializedName(value = "gsdRange", alternate = "metresPerPixel") double[] gsdRange,
    @SerializedName(value = "limitations", alternate = "knownFailures") String limitations,
    String weightsSha256) {

  /** The version this program writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /** The card's file in a model's folder. */
  public static final String FILE = "model.json";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** Side of the images that its network takes, pixels. */
  public int imageSize() {
    return network.imageSize();
  }

  /**
   * Reads the card of a model's folder.
   *
   * @throws EngineException if it is missing, broken, or of a newer program
   */
  public static ModelCard read(Path folder) {
    Path file = folder.resolve(FILE);
    ModelCard card;
    try {
      card = GSON.fromJson(Files.readString(file, StandardCharsets.UTF_8), ModelCard.class);
    } catch (IOException e) {
      throw new EngineException("The model in " + folder + " has no readable " + FILE + ".", e);
    } catch (JsonParseException | EngineException e) {
      throw new EngineException("The model card " + file + " is broken.", e);
    } catch (RuntimeException e) {
      // Gson wraps what a record's constructor throws.
      throw new EngineException("The model card " + file + " describes no possible network.", e);
    }
    if (card == null || card.network == null || card.name == null) {
      throw new EngineException("The model card " + file + " names no network.");
    }
    if (card.formatVersion > FORMAT_VERSION) {
      throw new EngineException(
          "The model in " + folder + " was made by a newer version of this program.");
    }
    return card;
  }

  /** The same card for another network. */
  ModelCard with(NetworkConfig other) {
    return new ModelCard(
        formatVersion,
        name,
        description,
        created,
        configuration,
        other,
        trainedOn,
        initializedFrom,
        metrics,
        license,
        dataCredits,
        gsdRange,
        limitations,
        weightsSha256);
  }

  /** The card as JSON. */
  public String toJson() {
    return GSON.toJson(this);
  }
}
