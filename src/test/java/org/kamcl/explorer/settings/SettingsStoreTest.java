package org.kamcl.explorer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

class SettingsStoreTest {
  private static final Settings OTHER =
      new Settings(
          new Settings.Appearance(
              Settings.ThemeChoice.DARK, true, false, 150, "zh", Settings.Motion.REDUCED),
          new Settings.WindowBounds(-1200.5, 30, 1300, 720, true, true),
          new Settings.Layout(false, 333.5, "captions", 240),
          new Settings.Overlays(false, 0.25, Settings.ImageOverlay.SCORES, 0.5, 0.75),
          "pier^2 \"red roofs\" -trees = 港口",
          "explore",
          new Settings.Training("run-2", List.of("run-1", "run-2"), "time", true, 0.9),
          new Settings.Guidance(true, true));

  @TempDir private Path folder;

  private Path workspace() {
    return folder.resolve("workspace");
  }

  private SettingsStore store() {
    return new SettingsStore(workspace());
  }

  private Path file() {
    return workspace().resolve(SettingsStore.FILE_NAME);
  }

  private Path legacyFile() {
    return workspace().resolve("settings.txt");
  }

  private SettingsStore.Loaded loaded(String json) throws IOException {
    Files.createDirectories(workspace());
    Files.writeString(file(), json);
    return store().load();
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(p -> p.code().replaceFirst(".*\\.", "")).toList();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(workspace())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** Puts a file that version 0.1 wrote into the workspace. */
  private void useSettingsOfVersion01() throws IOException {
    Files.createDirectories(workspace());
    try (InputStream in = SettingsStoreTest.class.getResourceAsStream("settings-0.1.txt")) {
      Files.copy(in, legacyFile());
    }
  }

  @Test
  void withoutAFileDefaultsAreUsed() {
    assertEquals(new SettingsStore.Loaded(Settings.DEFAULTS, List.of()), store().load());
    assertFalse(Files.exists(file()), "reading writes nothing");
  }

  @Test
  void savedSettingsAreRead() throws IOException {
    store().save(OTHER);
    assertEquals(new SettingsStore.Loaded(OTHER, List.of()), store().load());
    assertEquals(
        150,
        JsonParser.parseString(Files.readString(file()))
            .getAsJsonObject()
            .getAsJsonObject("appearance")
            .get("textPercent")
            .getAsInt());
    assertEquals(List.of("settings.json"), files(), "no temporary file remains");
  }

  @Test
  void anInvalidValueIsReportedAndReplacedByItsDefault() throws IOException {
    SettingsStore.Loaded loaded =
        loaded(
            "{\"appearance\": {\"theme\": \"purple\", \"textPercent\": 900, \"language\": \"zh\","
                + " \"motion\": [1]}, \"window\": {\"width\": \"wide\", \"maximized\": 1},"
                + " \"layout\": {\"mapVisible\": \"no\", \"view\": \"captions\"}}");
    assertEquals(
        List.of(
            "VALUE_NOT_ALLOWED",
            "VALUE_OUT_OF_RANGE",
            "VALUE_NOT_ALLOWED",
            "VALUE_OUT_OF_RANGE",
            "VALUE_NOT_BOOLEAN",
            "VALUE_NOT_BOOLEAN"),
        codes(loaded.problems()));
    assertEquals(Settings.ThemeChoice.SYSTEM, loaded.settings().appearance().theme());
    assertEquals(100, loaded.settings().appearance().textPercent());
    assertEquals("zh", loaded.settings().appearance().language());
    assertEquals(1440, loaded.settings().bounds().width());
    assertEquals("captions", loaded.settings().layout().view());
    Problem first = loaded.problems().get(0);
    assertEquals(file(), first.file().orElseThrow());
    assertEquals(
        "In the settings file "
            + file()
            + ", appearance.theme is \"purple\", so the default is used. Allowed values: system,"
            + " light, dark.",
        ErrorText.of(first, Locale.ENGLISH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deutsch!", "x", "en-"})
  void anInvalidLanguageTagIsReported(String tag) throws IOException {
    SettingsStore.Loaded loaded = loaded("{\"appearance\": {\"language\": \"" + tag + "\"}}");
    assertEquals(List.of("VALUE_NOT_A_LANGUAGE"), codes(loaded.problems()));
    assertEquals("", loaded.settings().appearance().language());
  }

  @Test
  void anInvalidViewAndALongQueryAreReported() throws IOException {
    SettingsStore.Loaded loaded =
        loaded("{\"layout\": {\"view\": \"../x\"}, \"query\": \"" + "x".repeat(2_001) + "\"}");
    assertEquals(List.of("VALUE_NOT_A_NAME", "VALUE_TOO_LONG"), codes(loaded.problems()));
    assertEquals(Settings.DEFAULTS, loaded.settings());
  }

  @Test
  void unknownKeysAreReportedAndWrittenBack() throws IOException {
    Files.createDirectories(workspace());
    Files.writeString(
        file(),
        "{\"future\": {\"thing\": 7}, \"appearance\": {\"textPercent\": 120, \"glow\": 1}}");
    SettingsStore store = store();
    SettingsStore.Loaded loaded = store.load();
    assertEquals(List.of("UNKNOWN_SETTING", "UNKNOWN_SETTING"), codes(loaded.problems()));
    store.save(loaded.settings());
    String written = Files.readString(file());
    assertTrue(written.contains("\"thing\": 7") && written.contains("\"glow\": 1"), written);
    assertEquals(120, store.load().settings().appearance().textPercent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"appearance\": ", "null", "7"})
  void aDamagedFileIsReportedAndKept(String content) throws IOException {
    damagedFileIsKept(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void noiseIsReportedAndKept() throws IOException {
    byte[] noise = new byte[4_000];
    new Random(5).nextBytes(noise);
    damagedFileIsKept(noise);
  }

  @Test
  void deeplyNestedArraysAreReportedAndKept() throws IOException {
    damagedFileIsKept("[".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void damagedFileIsKept(byte[] content) throws IOException {
    Files.createDirectories(workspace());
    Files.write(file(), content);
    SettingsStore store = store();
    SettingsStore.Loaded loaded = store.load();
    assertEquals(Settings.DEFAULTS, loaded.settings());
    assertEquals(List.of("FILE_DAMAGED"), codes(loaded.problems()));
    store.save(OTHER);
    assertEquals(new SettingsStore.Loaded(OTHER, List.of()), store().load());
    Path copy = file().resolveSibling(SettingsStore.FILE_NAME + ".old");
    assertEquals(-1, java.util.Arrays.mismatch(content, Files.readAllBytes(copy)));
    assertTrue(
        ErrorText.of(loaded.problems().get(0), Locale.ENGLISH).contains(copy.toString()),
        "the message names the copy");
  }

  @Test
  void aFolderInPlaceOfTheFileIsReportedAndNotReplaced() throws IOException {
    Files.createDirectories(file().resolve("something"));
    SettingsStore store = store();
    assertEquals(List.of("FILE_UNREADABLE"), codes(store.load().problems()));
    KamclException e = assertThrows(KamclException.class, () -> store.save(OTHER));
    assertEquals(SettingsError.FILE_NOT_WRITABLE, e.code());
    assertTrue(Files.isDirectory(file().resolve("something")));
  }

  @Test
  void settingsOfVersion01AreConvertedOnce() throws IOException {
    useSettingsOfVersion01();
    SettingsStore store = store();
    assertEquals(
        new SettingsStore.Loaded(
            OTHER
                .withPerspective("")
                .with(Settings.DEFAULTS.overlays())
                .with(Settings.Training.DEFAULTS)
                .with(Settings.Guidance.NONE),
            List.of()),
        store.load());
    assertEquals(List.of("settings.txt"), files(), "reading writes nothing");
    store.save(OTHER);
    assertEquals(List.of("settings.json", "settings.txt.old"), files());
    assertEquals(new SettingsStore.Loaded(OTHER, List.of()), store().load());
  }

  @Test
  void settingsOfVersion01DoNotReplaceNewerOnes() throws IOException {
    store().save(Settings.DEFAULTS);
    useSettingsOfVersion01();
    SettingsStore store = store();
    assertEquals(Settings.DEFAULTS, store.load().settings());
    store.save(Settings.DEFAULTS);
    assertEquals(List.of("settings.json", "settings.txt"), files());
  }

  @Test
  void damagedSettingsOfVersion01AreReportedAndKept() throws IOException {
    Files.createDirectories(workspace());
    String old =
        "colours = purple\nfuture.thing = 7\nnonsense\ntext.percent = 120\nmap.shown = no\n";
    Files.writeString(legacyFile(), old);
    SettingsStore store = store();
    SettingsStore.Loaded loaded = store.load();
    assertEquals(
        List.of("UNKNOWN_SETTING", "LINE_INVALID", "VALUE_NOT_ALLOWED", "VALUE_NOT_BOOLEAN"),
        codes(loaded.problems()));
    assertEquals(120, loaded.settings().appearance().textPercent());
    store.save(loaded.settings());
    assertEquals(old, Files.readString(workspace().resolve("settings.txt.old")));
    assertEquals(List.of(), store().load().problems());
  }
}
