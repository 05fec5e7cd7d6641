package org.kamcl.explorer.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.OutputFiles;

/**
 * Exports and imports settings as a JSON file: those that people change, without the last query and
 * the places of windows.
 */
public final class SettingsExchange {
  private SettingsExchange() {}

  /**
   * Writes a file, completely or not at all.
   *
   * @throws KamclException if it cannot be written
   */
  public static void write(Settings settings, Path file) {
    JsonObject all = SettingsJson.write(settings, new JsonObject());
    JsonObject json = new JsonObject();
    json.add(SettingsJson.FORMAT, all.get(SettingsJson.FORMAT));
    for (SettingDescription one : SettingDescription.ALL) {
      if (!json.has(one.group())) {
        json.add(one.group(), new JsonObject());
      }
      json.getAsJsonObject(one.group())
          .add(one.key(), all.getAsJsonObject(one.group()).get(one.key()));
    }
    try {
      OutputFiles.replace(
          file, out -> out.write(JsonFiles.text(json).getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new KamclException(e, SettingsError.FILE_NOT_WRITABLE, file);
    }
  }

  /**
   * Reads a file. Settings that it does not have keep their values, as do those that this version
   * does not know.
   *
   * @param now the current settings
   * @throws KamclException if it cannot be read, is damaged, or has a value that is not allowed; no
   *     setting is taken from it then
   */
  public static Settings read(Settings now, Path file) {
    JsonObject imported;
    try {
      imported = JsonFiles.read(file);
    } catch (IOException e) {
      throw new KamclException(e, SettingsError.IMPORT_UNREADABLE, file);
    } catch (JsonFiles.DamagedException e) {
      throw new KamclException(e, SettingsError.IMPORT_DAMAGED, file);
    }
    JsonObject merged = SettingsJson.write(now, new JsonObject());
    boolean any = false;
    for (SettingDescription one : SettingDescription.ALL) {
      JsonElement group = imported.get(one.group());
      if (group instanceof JsonObject members && members.has(one.key())) {
        merged.getAsJsonObject(one.group()).add(one.key(), members.get(one.key()));
        any = true;
      } else if (group != null && !group.isJsonObject()) {
        throw new KamclException(SettingsError.IMPORT_VALUE, file, one.group());
      }
    }
    if (!any) {
      throw new KamclException(SettingsError.IMPORT_DAMAGED, file);
    }
    List<Problem> problems = new ArrayList<>();
    Settings settings = SettingsJson.read(file, merged, problems);
    if (!problems.isEmpty()) {
      throw new KamclException(
          SettingsError.IMPORT_VALUE, file, String.valueOf(problems.get(0).arguments().get(1)));
    }
    return settings;
  }
}
