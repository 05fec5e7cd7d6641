package org.kamcl.engine.training.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileMemory;
import org.kamcl.file.JsonValues;
import org.kamcl.file.TextFiles;

/**
 * A JSON file of settings for {@code kamcl train --config}: an object with settings of training and
 * network as keys, and optionally the {@code configuration} they change and the {@code
 * formatVersion}. Files of format 1, which have no version, are read under the former names.
 *
 * @param configuration the preset that the settings change, if the file names one
 * @param settings values as on the command line, by current name
 */
public record SettingsFile(Optional<String> configuration, Map<String, String> settings) {
  /** The version that is written and read. */
  public static final int FORMAT_VERSION = 2;

  private static final String VERSION = "formatVersion";
  private static final String CONFIGURATION = "configuration";

  /** Copies the settings. */
  public SettingsFile {
    settings = new LinkedHashMap<>(settings);
  }

  /**
   * Reads a file; whether the settings exist is checked where they are used.
   *
   * @throws KamclException if it cannot be read or is no JSON object of simple values
   */
  public static SettingsFile read(Path file) {
    return FileMemory.limited(file, () -> parse(file));
  }

  private static SettingsFile parse(Path file) {
    try {
      String text = TextFiles.readUtf8(file);
      return JsonValues.read(() -> parse(JsonParser.parseString(text).getAsJsonObject()));
    } catch (IOException e) {
      throw new KamclException(e, SettingsError.FILE_UNREADABLE, file);
    } catch (JsonParseException e) {
      throw new KamclException(e, SettingsError.FILE_DAMAGED, file);
    }
  }

  private static SettingsFile parse(JsonObject json) {
    JsonElement version = json.remove(VERSION);
    boolean former = version == null || version.getAsInt() < FORMAT_VERSION;
    JsonElement configuration = json.remove(CONFIGURATION);
    Map<String, String> settings = new LinkedHashMap<>();
    JsonObject current = former ? FormerSettingNames.upgrade(json) : json;
    current.entrySet().forEach(e -> settings.put(e.getKey(), e.getValue().getAsString()));
    return new SettingsFile(
        Optional.ofNullable(configuration)
            .map(JsonElement::getAsString)
            .map(name -> former ? FormerSettingNames.configuration(name) : name),
        settings);
  }
}
