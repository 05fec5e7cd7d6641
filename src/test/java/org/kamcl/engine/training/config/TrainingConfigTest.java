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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.training.run.RunSpec;
import org.kamcl.error.KamclException;

/** Settings in files and on the command line. */
class TrainingConfigTest {
  /** A run that was written before settings were grouped. */
  private static final Path FIRST = Path.of("src/test/resources/runs/first.json");

  @Test
  void firstRunFormatIsRead() throws IOException {
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
    // Later settings are off.
    assertFalse(spec.training().knowledge().conceptPriorInit());
    assertEquals(spec, RunSpec.fromJson(spec.toJson()));
  }

  @Test
  void runsAndSettingsFilesOfFormatOneAreReadUnderTheCurrentNames(@TempDir Path folder)
      throws IOException {
    String text =
        Files.readString(
            Path.of("src/test/resources/runs/published-format-1.json"), StandardCharsets.UTF_8);
    RunSpec spec = RunSpec.fromJson(text);
    assertEquals("published", spec.configuration());
    assertEquals(RunSpec.FORMAT_VERSION, spec.formatVersion());
    assertEquals(
        TrainingConfig.published()
            .with(
                Map.of(
                    "batchSize", "50",
                    "gradientClipNorm", "1.5",
                    "cropAspectRange", "0.3",
                    "synonymProbability", "0.2")),
        spec.training());
    assertEquals(NetworkConfig.published(1225), spec.network());

    Path file = folder.resolve("training.json");
    Files.writeString(
        file, "{\"configuration\": \"tail\", \"headRate\": 8e-4, \"averageDecay\": 0.99}");
    SettingsFile former = SettingsFile.read(file);
    assertEquals(Optional.of("fine-tune"), former.configuration());
    assertEquals(Map.of("headLearningRate", "8e-4", "emaDecay", "0.99"), former.settings());
    Files.writeString(file, "{\"formatVersion\": 2, \"headRate\": 8e-4}");
    Map<String, String> current = SettingsFile.read(file).settings();
    KamclException renamed =
        assertThrows(KamclException.class, () -> TrainingConfig.defaults().with(current));
    assertEquals(SettingsError.RENAMED_SETTING, renamed.code());
    Files.writeString(file, "[1, 2]");
    KamclException damaged = assertThrows(KamclException.class, () -> SettingsFile.read(file));
    assertEquals(SettingsError.FILE_DAMAGED, damaged.code());
  }

  @Test
  void includedModelHasASettingsFile() {
    SettingsFile file = SettingsFile.read(Path.of("models/default/training.json"));
    assertEquals(Optional.of("default"), file.configuration());
    Map<String, String> training = new HashMap<>(file.settings());
    training.remove("imageSize");
    assertEquals(16, TrainingConfig.defaults().with(training).schedule().epochs());
  }

  @Test
  void presetsNameEverySetting() {
    Set<String> names = SettingDescriptions.of(Locale.ENGLISH).keySet();
    assertEquals(names, Presets.read("published").keySet());
    assertEquals(names, Presets.read("default").keySet());
    assertTrue(names.containsAll(Presets.read("fine-tune").keySet()));
    assertEquals(1e-4, TrainingConfig.fineTune().optimizer().headLearningRate());
  }

  /** 5.0E-4 is 0.0005. */
  private static String plain(JsonElement value) {
    return value.getAsJsonPrimitive().isNumber()
        ? Float.toString(value.getAsFloat())
        : value.getAsString();
  }

  @Test
  void everySettingHasAUniqueNameAndADescription() {
    Map<String, String> sentences = SettingDescriptions.of(Locale.ENGLISH);
    JsonObject json = TrainingConfig.defaults().toJson().getAsJsonObject();
    assertEquals(json.keySet(), sentences.keySet());
    sentences.forEach((name, sentence) -> assertFalse(sentence.isBlank(), name));
    Set<String> both = new HashSet<>(sentences.keySet());
    both.retainAll(SettingValue.names(new Gson(), NetworkConfig.defaults()));
    assertTrue(both.isEmpty(), "also settings of the network: " + both);
  }

  @Test
  void changingOneSettingKeepsTheOthers() {
    TrainingConfig changed = TrainingConfig.defaults().with(Map.of("contrast", "0.4"));
    assertEquals(0.4, changed.augmentation().contrast());
    assertEquals(TrainingConfig.defaults(), changed.with("contrast", "0.2"));
    KamclException wrong =
        assertThrows(KamclException.class, () -> TrainingConfig.defaults().with("batchSize", "60"));
    assertTrue(wrong.getMessage().contains("queueSize (8000)"), wrong.getMessage());
  }
}
