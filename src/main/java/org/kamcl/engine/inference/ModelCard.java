package org.kamcl.engine.inference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.error.KamclException;
import org.kamcl.file.TextFiles;

/**
 * Description of a model: network, training data, metrics, license; {@code model.json} of its
 * folder. Cards of version 0.1 are read under their former keys.
 *
 * @param formatVersion of this file, {@value #FORMAT_VERSION}
 * @param name as chosen when it was created
 * @param description one or two sentences
 * @param created ISO date
 * @param configuration {@code published} or {@code default}
 * @param network parts and sizes of the network
 * @param trainedOn the corpus and split; {@link #UNKNOWN} for imported weights
 * @param initializedFrom where the training started
 * @param metrics measured numbers by name, e.g. {@code rsicd-val/meanRecall}
 * @param license of the weights
 * @param dataCredits credits for the training data
 * @param gsdRange smallest and largest ground sample distance in the training data, meters per
 *     pixel; null if unknown
 * @param limitations where its results are unreliable
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
    @SerializedName(value = "gsdRange", alternate = "metresPerPixel") double @Nullable [] gsdRange,
    @SerializedName(value = "limitations", alternate = "knownFailures") String limitations,
    String weightsSha256) {

  /** The version this program writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /** The card's file in a model's folder. */
  public static final String FILE = "model.json";

  /** Configuration of the published network. */
  public static final String PUBLISHED = "published";

  /** Configuration of the corrected network. */
  public static final String DEFAULT = "default";

  /** Begins {@link #initializedFrom} of a model whose weights were made elsewhere. */
  public static final String IMPORTED = "imported from ";

  /** The value of a field of which nothing is known. */
  public static final String UNKNOWN = "unknown";

  private static final String FORMER_PUBLISHED = "reference";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** Replaces the former name of the published configuration. */
  public ModelCard {
    configuration = FORMER_PUBLISHED.equals(configuration) ? PUBLISHED : configuration;
  }

  /** Side of the images its network accepts, in pixels. */
  public int imageSize() {
    return network.imageSize();
  }

  /**
   * Reads the card of a model's folder.
   *
   * @throws KamclException if it is missing, damaged, or of a newer program
   */
  public static ModelCard read(Path folder) {
    Path file = folder.resolve(FILE);
    ModelCard card;
    try {
      card = GSON.fromJson(TextFiles.readUtf8(file), ModelCard.class);
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.CARD_UNREADABLE, folder);
    } catch (JsonParseException e) {
      throw new KamclException(e, InferenceError.CARD_DAMAGED, file);
    } catch (KamclException e) {
      throw e;
    } catch (RuntimeException e) {
      // Gson wraps exceptions of a record's constructor.
      throw new KamclException(e, InferenceError.CARD_NETWORK_INVALID, file);
    }
    if (card == null || card.network == null || card.name == null) {
      throw new KamclException(InferenceError.CARD_NETWORK_MISSING, file);
    }
    if (card.formatVersion > FORMAT_VERSION) {
      throw new KamclException(InferenceError.CARD_TOO_NEW, folder);
    }
    card.checkNumbers(file);
    return card;
  }

  /** JSON readers accept NaN, JSON itself does not. */
  private void checkNumbers(Path file) {
    if (metrics != null) {
      metrics.forEach(
          (key, value) -> {
            if (value == null || !Double.isFinite(value)) {
              throw new KamclException(InferenceError.CARD_NUMBER_INVALID, file, key);
            }
          });
    }
    if (gsdRange != null
        && !(gsdRange.length == 2
            && gsdRange[0] > 0
            && gsdRange[0] <= gsdRange[1]
            && Double.isFinite(gsdRange[1]))) {
      throw new KamclException(InferenceError.CARD_NUMBER_INVALID, file, "gsdRange");
    }
  }

  /** A new card of today with the given name and network; everything else is unknown. */
  public static Builder builder(String name, NetworkConfig network) {
    return new Builder(name, network);
  }

  /** A builder with the values of this card. */
  public Builder toBuilder() {
    Builder builder = new Builder(name, network);
    builder.formatVersion = formatVersion;
    return builder
        .description(description)
        .created(created)
        .configuration(configuration)
        .trainedOn(trainedOn)
        .initializedFrom(initializedFrom)
        .metrics(metrics)
        .license(license)
        .dataCredits(dataCredits)
        .gsdRange(gsdRange)
        .limitations(limitations)
        .weightsSha256(weightsSha256);
  }

  /** The card as JSON. */
  public String toJson() {
    return GSON.toJson(this);
  }

  /** Builds a card by name. */
  public static final class Builder {
    private final String name;
    private int formatVersion = FORMAT_VERSION;
    private NetworkConfig network;
    private String description = "";
    private String created = LocalDate.now(ZoneOffset.UTC).toString();
    private String configuration;
    private String trainedOn = UNKNOWN;
    private String initializedFrom = UNKNOWN;
    private Map<String, Double> metrics = Map.of();
    private String license = UNKNOWN;
    private String dataCredits = UNKNOWN;
    private double @Nullable [] gsdRange;
    private String limitations = UNKNOWN;
    private String weightsSha256 = "";

    private Builder(String name, NetworkConfig network) {
      this.name = name;
      this.network = network;
      this.configuration = network.published() ? PUBLISHED : DEFAULT;
    }

    /** Parts and sizes of the network. */
    public Builder network(NetworkConfig value) {
      network = value;
      return this;
    }

    /** One or two sentences. */
    public Builder description(String value) {
      description = value;
      return this;
    }

    /** ISO date. */
    public Builder created(String value) {
      created = value;
      return this;
    }

    /** {@link #PUBLISHED} or {@link #DEFAULT}. */
    public Builder configuration(String value) {
      configuration = value;
      return this;
    }

    /** The corpus and split. */
    public Builder trainedOn(String value) {
      trainedOn = value;
      return this;
    }

    /** Where the training started. */
    public Builder initializedFrom(String value) {
      initializedFrom = value;
      return this;
    }

    /** Measured numbers by name. */
    public Builder metrics(Map<String, Double> value) {
      metrics = value;
      return this;
    }

    /** License of the weights. */
    public Builder license(String value) {
      license = value;
      return this;
    }

    /** Credits for the training data. */
    public Builder dataCredits(String value) {
      dataCredits = value;
      return this;
    }

    /** Smallest and largest ground sample distance in meters per pixel; null if unknown. */
    public Builder gsdRange(double @Nullable ... value) {
      gsdRange = value;
      return this;
    }

    /** Where the results are unreliable. */
    public Builder limitations(String value) {
      limitations = value;
      return this;
    }

    /** SHA-256 of the weights. */
    public Builder weightsSha256(String value) {
      weightsSha256 = value;
      return this;
    }

    /** The card. */
    // NullAway does not see that a component of a record with a compact constructor is nullable.
    @SuppressWarnings("NullAway")
    public ModelCard build() {
      return new ModelCard(
          formatVersion,
          name,
          description,
          created,
          configuration,
          network,
          trainedOn,
          initializedFrom,
          metrics,
          license,
          dataCredits,
          gsdRange,
          limitations,
          weightsSha256);
    }
  }
}
