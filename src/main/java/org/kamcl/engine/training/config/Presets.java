package org.kamcl.engine.training.config;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The presets of training settings, a JSON resource each. */
final class Presets {
  private Presets() {}

  /**
   * @param name {@code published} or {@code default}, which name every setting, or {@code
   *     fine-tune}, {@code adapter} or {@code concepts}, which name those that differ from {@code
   *     default}
   */
  static JsonObject read(String name) {
    try (InputStream in = Presets.class.getResourceAsStream(name + ".json");
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
