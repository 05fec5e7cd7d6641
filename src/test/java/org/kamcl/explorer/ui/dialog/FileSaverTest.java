package org.kamcl.explorer.ui.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel.Toast;
import org.kamcl.explorer.ui.dialog.FileDialogs.FileKind;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

class FileSaverTest {
  private static final List<FileKind> PNG = List.of(new FileKind("PNG", ".png"));

  @TempDir private Path folder;

  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final ToastsViewModel toasts = new ToastsViewModel(background, messages);
  private final List<Path> suggested = new ArrayList<>();
  private Optional<Path> answer = Optional.empty();
  private final FileSaver files =
      new FileSaver(
          background,
          toasts,
          (name, kinds) -> {
            suggested.add(name);
            return answer;
          },
          messages);

  private void save(String name, String text) {
    files.choose(
        name,
        PNG,
        target ->
            files.write(
                target,
                "reasons.saved",
                file -> {
                  try {
                    return Files.writeString(file, text);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
  }

  @Test
  void aWrittenFileIsNamedWithItsPathAndTheNextOneIsSuggestedBesideIt() throws Exception {
    Path file = folder.resolve("map.png");
    answer = Optional.of(file);
    save("harbor boats", "1");
    assertEquals("1", Files.readString(file));
    Toast toast = toasts.toasts().get(0);
    assertEquals("Saved " + file + ".", toast.text());
    assertEquals("Show file", toast.action().orElseThrow().name());
    save("harbor", "2");
    assertEquals(folder.resolve("harbor.png"), suggested.get(1));
  }

  @Test
  void nothingIsWrittenIfTheUserCancels() {
    save("harbor", "1");
    assertEquals(1, suggested.size());
    assertEquals(List.of(), toasts.toasts());
  }

  @Test
  void aFailureIsTold() {
    files.write(
        folder.resolve("map.png"),
        "reasons.saved",
        file -> {
          throw new KamclException(LegacyError.SENTENCE, "The disk is full.");
        });
    assertTrue(toasts.toasts().get(0).problem());
    assertEquals("The disk is full.", toasts.toasts().get(0).text());
  }

  @Test
  void namesHaveNoCharactersThatFileNamesCannotHave() {
    assertEquals("trieste-1-red-roofs-trees", FileSaver.fileName("trieste-1-\"red roofs\" -trees"));
    assertEquals("港口-小船", FileSaver.fileName("港口/小船?"));
    assertEquals(60, FileSaver.fileName("a".repeat(200)).length());
    // A surrogate pair is not split.
    String long60 = FileSaver.fileName("𠀀".repeat(80));
    assertEquals(60, long60.codePointCount(0, long60.length()));
    assertEquals("𠀀".repeat(60), long60);
  }
}
