package org.kamcl.engine.training.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.training.config.SettingValue;
import org.kamcl.engine.training.config.TrainingConfig;

/**
 * What a run is; written once when it begins.
 *
 * @param formatVersion of this record
 * @param name of the run and of the model it will make
 * @param corpus folder or file
 * @param format layout of the corpus that was chosen, as on the command line
 * @param corpusSha256 of the names and captions it was begun with
 * @param from what it starts from: a model, {@code pretrained} or {@code scratch}
 * @param configuration {@code default} or {@code reference}
 * @param seed of everything random
 * @param network what is trained
 * @param training how
 * @param created ISO date and time
 * @param command a command line that begins the same run
 */
public record RunSpec(
    int formatVersion,
    String name,
    String corpus,
    String format,
    String corpusSha256,
    String from,
    String configuration,
    long seed,
    NetworkConfig network,
    TrainingConfig training,
    String created,
    String command) {
  /** The version this program writes and reads. */
  public static final int FORMAT_VERSION = 2;

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  public static RunSpec fromJson(String text) {
    JsonElement json = FormatOneReader.spec(JsonParser.parseString(text).getAsJsonObject());
    return SettingValue.unwrapErrors(() -> GSON.fromJson(json, RunSpec.class));
  }

  /** The same run with other settings of its training. */
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
        command);
  }

  /** The run as JSON. */
  public String toJson() {
    return GSON.toJson(this);
  }
}
