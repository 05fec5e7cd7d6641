package org.kamcl.explorer.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.dialog.FileSaver;
import org.kamcl.explorer.ui.heatmap.HeatMapSaver;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.text.Messages;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The menu that saves what is seen in the inspected image. */
class SeenHerePaneTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final AtomicInteger pictures = new AtomicInteger();
  private final AtomicInteger reasons = new AtomicInteger();
  private final SimpleBooleanProperty scored = new SimpleBooleanProperty(true);
  private SeenHerePane pane;

  @BeforeEach
  void open() throws IOException, TimeoutException {
    FxToolkit.registerPrimaryStage();
    int[] green = new int[64 * 32];
    Arrays.fill(green, 0xFF208020);
    TestImages.write(folder.resolve("green.png"), 64, 32, green);
    ExplorerServices services = FolderServices.of(folder);
    ImageRecord image = services.archive().images().get(0);
    HeatMapViewModel model =
        new HeatMapViewModel(() -> Optional.of(services), background, messages);
    FileSaver files =
        new FileSaver(
            background,
            new ToastsViewModel(background, messages),
            (name, kinds) -> {
              pictures.incrementAndGet();
              return Optional.empty();
            },
            messages);
    robot.interact(
        () -> {
          pane =
              new SeenHerePane(
                  model,
                  new HeatMapSaver(model, () -> Optional.of(services), files, messages),
                  reasons::incrementAndGet,
                  scored.not(),
                  messages);
          model.shownProperty().set(true);
          model.show(image, Optional.of(SearchRequest.of(QueryParser.parse("green"), 5)));
          background.runScheduled();
        });
  }

  private List<MenuItem> items() {
    return ((MenuButton) pane.lookup("#heat-save")).getItems();
  }

  @Test
  void theMapAndAllReasonsCanBeSaved() {
    assertEquals(
        List.of("Image with heat map (PNG)...", "All reasons (PNG or JSON)..."),
        items().stream().map(MenuItem::getText).toList());
    robot.interact(() -> items().get(0).fire());
    assertEquals(1, pictures.get());
    assertEquals(0, reasons.get());
    robot.interact(() -> items().get(1).fire());
    assertEquals(1, reasons.get());
    assertEquals(1, pictures.get());
  }

  @Test
  void anImageThatIsNoHitHasNoReasonsToSave() {
    assertFalse(items().get(1).isDisable());
    robot.interact(() -> scored.set(false));
    assertTrue(items().get(1).isDisable());
    assertFalse(items().get(0).isDisable(), "the map of a word can be saved all the same");
  }
}
