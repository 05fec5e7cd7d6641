package org.kamcl.explorer.ui.reasons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.dialog.FileSaver;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Saving why an image is a hit. */
class ReasonsSaverTest {
  /** Smallest sides of a picture in which the texts can be read, pixels. */
  private static final int LEAST_WIDTH = 1200;

  private static final int LEAST_HEIGHT = 500;

  @TempDir private Path folder;
  @TempDir private Path out;

  private final FxRobot robot = new FxRobot();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final ToastsViewModel toasts = new ToastsViewModel(background, messages);
  private ArchiveViewModel archive;
  private ReasonsViewModel reasons;
  private Path suggested;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    TestImages.write(folder);
    archive =
        new ArchiveViewModel(
            () -> FolderServices.of(folder), background, new JobsViewModel(background), messages);
    archive.open();
    reasons = new ReasonsViewModel(archive, background, messages);
    SearchResult result =
        archive
            .services()
            .orElseThrow()
            .search()
            .search(SearchRequest.of(QueryParser.parse("green^2 red -grey"), 20));
    reasons.show(result.hits().get(1), result.request());
  }

  private void save(Path file) {
    ReasonsSaver saver =
        new ReasonsSaver(
            reasons,
            archive::services,
            background,
            new FileSaver(
                background,
                toasts,
                (name, kinds) -> {
                  suggested = name;
                  assertEquals(
                      List.of(".png", ".json"), kinds.stream().map(k -> k.extension()).toList());
                  return Optional.of(file);
                },
                messages),
            messages);
    robot.interact(() -> saver.save(new Scene(new Pane()), new NoQuery()));
  }

  @Test
  void thePictureShowsTheImageBesideItsReasons() {
    Path file = out.resolve("why.png");
    save(file);
    RgbImage picture = ImageDecoder.decode(file);
    assertTrue(picture.width() >= LEAST_WIDTH, picture.width() + " pixels wide");
    assertTrue(picture.height() >= LEAST_HEIGHT, picture.height() + " pixels high");
    int green = 0;
    for (int x = 0; x < picture.width(); x++) {
      int y = picture.height() / 2;
      green += picture.sample(x, y, 1) > picture.sample(x, y, 0) + 20 ? 1 : 0;
    }
    assertTrue(green > 300, "the image itself is in the picture: " + green);
    assertTrue(suggested.endsWith("why-green-2-red-grey-2.png"), suggested.toString());
  }

  @Test
  void theJsonHasTheHitAndAllSections() throws Exception {
    Path file = out.resolve("why.json");
    save(file);
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertEquals("green^2 red -grey", json.get("query").getAsString());
    assertEquals(2, json.get("rank").getAsInt());
    assertEquals(reasons.hit().falseMatchRate(), json.get("falseMatchRate").getAsDouble());
    assertEquals(3, json.getAsJsonArray("words").size());
    assertFalse(json.getAsJsonArray("pooling").isEmpty());
    assertFalse(json.getAsJsonObject("where").getAsJsonArray("branches").isEmpty());
    assertFalse(json.getAsJsonObject("concepts").getAsJsonArray("excludedSeen").isEmpty());
    assertTrue(json.getAsJsonArray("attention").get(0).getAsJsonObject().has("layers"));
  }

  @Test
  void aFileThatCannotBeWrittenIsReportedByName() {
    Path file = out.resolve("missing").resolve("why.png");
    save(file);
    String text = toasts.toasts().get(0).text();
    assertTrue(text.contains(file.toString()), text);
    assertFalse(Files.exists(file));
  }

  /** A query without concepts. */
  private static final class NoQuery implements ConceptHandler {
    private final Observable changes = new SimpleBooleanProperty();

    @Override
    public QueryState queryState(String concept) {
      return QueryState.ABSENT;
    }

    @Override
    public Observable changes() {
      return changes;
    }

    @Override
    public void toggle(String concept) {
      throw new AssertionError(concept);
    }

    @Override
    public void exclude(String concept) {
      throw new AssertionError(concept);
    }

    @Override
    public void showMenu(String concept, Node owner) {
      throw new AssertionError(concept);
    }

    @Override
    public String toggleHint(String concept) {
      return concept;
    }

    @Override
    public String menuHint(String concept) {
      return concept;
    }

    @Override
    public String excludeHint(String concept) {
      return concept;
    }
  }
}
