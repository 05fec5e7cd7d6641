package org.kamcl.engine.training.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.training.config.SettingValue;
import org.kamcl.engine.training.config.TrainingConfig;

/**
 * The description of a run, written once at its start.
 *
 * @param formatVersion of this record
 * @param name of the run and of its model
 * @param corpus folder or file
 * @param format of the corpus, as on the command line; may be null
 * @param corpusSha256 fingerprint of file names and captions, without the exclusions
 * @param from initial weights: a model, {@code pretrained} or {@code scratch}
 * @param configuration {@code published}, {@code default}, {@code adapter} or {@code concepts}
 * @param seed of all random streams
 * @param network configuration of the network
 * @param training settings
 * @param created ISO date and time
 * @param command a command line that starts the same run
 * @param exclusions images of the corpus that the run leaves out; empty in earlier files
 * @param version of the program that created the run; empty in earlier files
 */
public record RunSpec(
    int formatVersion,
    String name,
    String corpus,
    @Nullable String format,
    String corpusSha256,
    String from,
    String configuration,
    long seed,
    NetworkConfig network,
    TrainingConfig training,
    String created,
    String command,
    List<Exclusion> exclusions,
    String version) {
  /** Format version that is written. */
  public static final int FORMAT_VERSION = 2;

  /** Takes missing exclusions as none, and a missing version as empty. */
  public RunSpec {
    exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
    version = version == null ? "" : version;
  }

  private static final int IDENTITY_BYTES = 8;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  public static RunSpec fromJson(String text) {
    JsonElement json = FormatOneReader.spec(JsonParser.parseString(text).getAsJsonObject());
    return SettingValue.unwrapErrors(() -> GSON.fromJson(json, RunSpec.class));
  }

  /** The same run, whose corpus is found at another place. */
  RunSpec withCorpus(String place) {
    return new RunSpec(
        formatVersion,
        name,
        place,
        format,
        corpusSha256,
        from,
        configuration,
        seed,
        network,
        training,
        created,
        command,
        exclusions,
        version);
  }

  /** The same run with other training settings. */
  RunSpec with(TrainingConfig changed) {
    return new RunSpec(
        formatVersion,
        name,
        corpus,
        format,
        corpusSha256,
        from,
        configuration,
        seed,
        network,
        changed,
        created,
        command,
        exclusions,
        version);
  }

  /**
   * Identifies the training: equal for runs whose weights are equal at the same step. Settings that
   * can be changed while a run is paused do not count.
   *
   * @return 16 hexadecimal digits
   */
  String identity() {
    JsonObject settings = training.toJson().getAsJsonObject();
    Trainer.CHANGEABLE.forEach(settings::remove);
    // Runs of earlier versions do not know these; where they change nothing, they do not count.
    if (training.encoders().trainedBlocks() < 0) {
      settings.remove("trainedBlocks");
    }
    if (!training.knowledge().conceptHeadsOnly()) {
      settings.remove("conceptHeadsOnly");
    }
    String all =
        String.join(
            "\n",
            corpusSha256,
            from,
            configuration,
            Long.toString(seed),
            GSON.toJson(network),
            settings.toString());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, IDENTITY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  /** The run as JSON. */
  public String toJson() {
    return GSON.toJson(this);
  }
}
