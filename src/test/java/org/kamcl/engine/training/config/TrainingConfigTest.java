package org.kamcl.engine.training.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.training.run.RunSpec;
import org.kamcl.error.KamclException;

/** The settings as they stand in files and on the command line. */
class TrainingConfigTest {
  /** A run as it was written before the settings had groups. */
  private static final Path FIRST = Path.of("src/test/resources/runs/first.json");

  @Test
  void aRunThatWasWrittenBeforeTheGroupsIsRead() throws IOException {
    String text = Files.readString(FIRST, StandardCharsets.UTF_8);
    RunSpec spec = RunSpec.fromJson(text);
    assertEquals("first", spec.name());
    JsonObject old = JsonParser.parseString(text).getAsJsonObject().getAsJsonObject("training");
    JsonObject now = spec.training().toJson().getAsJsonObject();
    assertTrue(old.size() > 50);
    old.entrySet()
        .forEach(
            e -> {
              String name = FormerSettingNames.current(e.getKey()).orElse(e.getKey());
              assertEquals(plain(e.getValue()), plain(now.get(name)), name);
            });
    // What did not exist yet is off.
    assertFalse(spec.training().knowledge().conceptPriorInit());
    assertEquals(spec, RunSpec.fromJson(spec.toJson()));
  }

  /** 5.0E-4 is 0.0005. */
  private static String plain(JsonElement value) {
    return value.getAsJsonPrimitive().isNumber()
        ? Float.toString(value.getAsFloat())
        : value.getAsString();
  }

  @Test
  void everySettingHasANameOfItsOwnAndASentence() {
    Map<String, String> sentences = TrainingConfig.descriptions();
    JsonObject json = TrainingConfig.defaults().toJson().getAsJsonObject();
    assertEquals(json.keySet(), sentences.keySet());
    sentences.forEach((name, sentence) -> assertFalse(sentence.isBlank(), name));
    Set<String> both = new HashSet<>(sentences.keySet());
    both.retainAll(SettingValue.names(new Gson(), NetworkConfig.defaults()));
    assertTrue(both.isEmpty(), "also settings of the network: " + both);
  }

  @Test
  void aChangeLeavesTheRestAsItIs() {
    TrainingConfig changed = TrainingConfig.defaults().with(Map.of("contrast", "0.4"));
    assertEquals(0.4, changed.augmentation().contrast());
    assertEquals(TrainingConfig.defaults(), changed.with("contrast", "0.2"));
    KamclException wrong =
        assertThrows(KamclException.class, () -> TrainingConfig.defaults().with("batchSize", "60"));
    assertTrue(wrong.getMessage().contains("queueSize (8000)"), wrong.getMessage());
  }
}
