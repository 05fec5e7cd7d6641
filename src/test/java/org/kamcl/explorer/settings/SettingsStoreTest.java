package org.kamcl.explorer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.ExplorerException;

class SettingsStoreTest {
  private static final Settings OTHER =
      new Settings(
          new Settings.Appearance(
              Settings.ThemeChoice.DARK, true, false, 150, "zh", Settings.Motion.REDUCED),
          new Settings.WindowBounds(-1200.5, 30, 1300, 720, true, true),
          new Settings.Layout(false, 333.5, "captions", 240),
          "pier^2 \"red roofs\" -trees = 港口");

  @TempDir private Path folder;

  private SettingsStore store() {
    return new SettingsStore(folder.resolve("home").resolve(SettingsStore.FILE));
  }

  private Path file() {
    return folder.resolve("home").resolve(SettingsStore.FILE);
  }

  private SettingsStore.Loaded loaded(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
    return store().load();
  }

  @Test
  void aFirstStartHasDefaults() {
    assertEquals(new SettingsStore.Loaded(Settings.DEFAULTS, List.of()), store().load());
    assertFalse(Files.exists(file()), "reading writes nothing");
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    store().save(OTHER);
    assertEquals(new SettingsStore.Loaded(OTHER, List.of()), store().load());
    assertTrue(Files.readString(file()).contains("text.percent = 150\n"));
    try (Stream<Path> files = Files.list(file().getParent())) {
      assertEquals(List.of(file()), files.toList(), "nothing is left beside it");
    }
  }

  @Test
  void aBrokenLineCostsOnlyItself() throws IOException {
    SettingsStore.Loaded loaded =
        loaded(
            "colours = purple\ntext.percent = 900\nlanguage = zh\nwindow.width = wide\n"
                + "map.shown = no\nnonsense\nresults.view = captions\n");
    assertEquals(5, loaded.problems().size(), loaded.problems()::toString);
    assertEquals(Settings.ThemeChoice.SYSTEM, loaded.settings().appearance().theme());
    assertEquals(100, loaded.settings().appearance().textPercent());
    assertEquals("zh", loaded.settings().appearance().language());
    assertEquals(1440, loaded.settings().bounds().width());
    assertEquals("captions", loaded.settings().layout().view());
    assertTrue(loaded.problems().get(0).contains(file().toString()));
  }

  @Test
  void whatIsNotKnownIsKept() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "future.thing = 7\ntext.percent = 120\n");
    SettingsStore store = store();
    SettingsStore.Loaded loaded = store.load();
    assertEquals(1, loaded.problems().size());
    store.save(loaded.settings());
    assertTrue(Files.readString(file()).contains("future.thing = 7\n"));
    assertEquals(120, store.load().settings().appearance().textPercent());
  }

  @Test
  void anyBytesGiveSettingsAndAreKeptBesideTheNewFile() throws IOException {
    byte[] noise = new byte[4_000];
    new Random(5).nextBytes(noise);
    Files.createDirectories(file().getParent());
    Files.write(file(), noise);
    SettingsStore store = store();
    SettingsStore.Loaded loaded = store.load();
    assertEquals(Settings.DEFAULTS, loaded.settings());
    assertFalse(loaded.problems().isEmpty());
    store.save(OTHER);
    assertEquals(OTHER, store().load().settings());
    Path old = file().resolveSibling(SettingsStore.FILE + ".old");
    assertEquals(noise.length, Files.size(old));
  }

  @Test
  void aFolderInItsPlaceIsToldAndNotOverwritten() throws IOException {
    Files.createDirectories(file().resolve("something"));
    SettingsStore store = store();
    assertEquals(1, store.load().problems().size());
    assertThrows(ExplorerException.class, () -> store.save(OTHER));
    assertTrue(Files.isDirectory(file().resolve("something")));
  }
}
