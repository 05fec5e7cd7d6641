package org.kamcl.explorer.ui.heatmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.dialog.FileSaver;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

class HeatMapSaverTest {
  private static final int GREEN = 0xFF208020;

  @TempDir private Path folder;
  @TempDir private Path out;

  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final ToastsViewModel toasts = new ToastsViewModel(background, messages);
  private final List<Path> suggested = new ArrayList<>();
  private HeatMapViewModel model;
  private ImageRecord image;
  private HeatMapSaver saver;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    int[] green = new int[64 * 32];
    Arrays.fill(green, GREEN);
    TestImages.write(folder.resolve("a field.png"), 64, 32, green);
    ExplorerServices services = FolderServices.of(folder);
    image = services.archive().images().get(0);
    model = new HeatMapViewModel(() -> Optional.of(services), background, messages);
    file = out.resolve("map.png");
    saver =
        new HeatMapSaver(
            model,
            () -> Optional.of(services),
            new FileSaver(
                background,
                toasts,
                (name, kinds) -> {
                  suggested.add(name.getFileName());
                  assertEquals(".png", kinds.get(0).extension());
                  return Optional.of(file);
                },
                messages),
            messages);
  }

  private void explain() {
    model.shownProperty().set(true);
    model.show(image, Optional.of(SearchRequest.of(QueryParser.parse("\"green fields\""), 5)));
    background.runScheduled();
    assertTrue(model.drawn().isPresent());
  }

  @Test
  void thePictureHasTheSizeOfTheImageAndANameThatTellsWhatItShows() {
    explain();
    saver.savePng();
    RgbImage picture = ImageDecoder.decode(file);
    assertEquals(64, picture.width());
    assertEquals(32, picture.height());
    assertEquals(Path.of("a-field.png"), suggested.get(0));
    assertEquals("The heat map was saved as " + file + ".", toasts.toasts().get(0).text());
    model.focusProperty().set(Optional.of("green"));
    model.branchProperty().set(Optional.of("low"));
    saver.savePng();
    assertEquals(Path.of("a-field-green-low.png"), suggested.get(1));
  }

  @Test
  void theMapOfTheChosenBranchIsWhatIsSaved() {
    explain();
    Explanation all = model.drawn().orElseThrow();
    model.branchProperty().set(Optional.of("low"));
    Explanation low = model.drawn().orElseThrow();
    assertEquals(
        0.2 * all.where().orElseThrow().total().sum(),
        low.where().orElseThrow().total().sum(),
        1e-9);
  }

  @Test
  void withoutAMapNothingIsAskedAndNothingIsWritten() {
    saver.savePng();
    assertEquals(List.of(), suggested);
    assertFalse(Files.exists(file));
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    explain();
    file = out.resolve("missing").resolve("map.png");
    saver.savePng();
    assertTrue(toasts.toasts().get(0).problem());
    assertTrue(toasts.toasts().get(0).text().contains(file.toString()), toasts.toasts().toString());
  }
}
