package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowRobot;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The smallest window, at all text sizes and in both languages, without a display. */
class WindowLayoutTest {
  private static final double WIDTH = 1024;
  private static final double HEIGHT = 680;

  @TempDir private static Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  private WindowSession session;
  private ExplorerWindow window;
  private Stage stage;

  @BeforeAll
  static void display() throws TimeoutException, IOException {
    TestImages.write(folder);
    FxToolkit.registerPrimaryStage();
  }

  @AfterAll
  static void end() throws TimeoutException {
    FxToolkit.cleanupStages();
  }

  private void open(ExplorerServices services, int textPercent, String language)
      throws TimeoutException {
    Settings.Appearance appearance =
        Settings.DEFAULTS
            .appearance()
            .withTextPercent(textPercent)
            .withLanguage(language)
            .withMotion(Settings.Motion.REDUCED);
    FxToolkit.setupStage(
        shown -> {
          stage = shown;
          session = WindowSession.transientSession(Settings.DEFAULTS.with(appearance));
          window = new ExplorerWindow(Perspectives.all(), () -> services, session, WIDTH, HEIGHT);
          stage.setScene(window.scene());
          stage.setWidth(WIDTH);
          stage.setHeight(HEIGHT);
          stage.show();
          window.open();
        });
    waitUntil(() -> window.opened().getAsBoolean());
  }

  @AfterEach
  void close() {
    robot.interact(
        () -> {
          if (window != null) {
            window.close();
            session.close();
          }
        });
  }

  private void openWithHits(int textPercent, String language) throws TimeoutException {
    open(FolderServices.of(folder), textPercent, language);
    robot.interact(() -> window.search("blue"));
    waitUntil(() -> !windowRobot.cards().isEmpty());
    waitUntil(() -> window.settled().getAsBoolean());
  }

  @Test
  void theSmallestWindowFitsASmallScreen() {
    assertTrue(ExplorerWindow.MIN_WIDTH <= 1024);
    assertTrue(ExplorerWindow.MIN_HEIGHT <= 700);
  }

  /** Texts and buttons that are cut at an edge of the window; content of lists scrolls. */
  private static void collectCut(Node node, Bounds visible, Set<String> cut) {
    if (!node.isVisible() || node.getOpacity() == 0) {
      return;
    }
    if (node instanceof Labeled labeled
        && (labeled instanceof ButtonBase
            || (labeled.getText() != null && !labeled.getText().isBlank()))) {
      Bounds bounds = node.localToScene(node.getLayoutBounds());
      if (bounds.getMinX() < visible.getMinX() - 1 || bounds.getMaxX() > visible.getMaxX() + 1) {
        cut.add(labeled.getText() + " " + bounds.getMinX() + " to " + bounds.getMaxX());
      }
    }
    boolean scrolls = node instanceof ListView || node instanceof TableView;
    if (!scrolls && node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collectCut(child, visible, cut));
    }
  }

  private Set<String> cut() {
    Set<String> cut = new TreeSet<>();
    robot.interact(
        () -> {
          Parent root = window.scene().getRoot();
          root.layout();
          collectCut(root, root.getLayoutBounds(), cut);
        });
    return cut;
  }

  @ParameterizedTest
  @CsvSource({"100,en", "150,en", "200,en", "100,zh", "200,zh"})
  void nothingIsCutAtTheEdgesOfTheSmallestWindow(int textPercent, String language)
      throws TimeoutException {
    openWithHits(textPercent, language);
    assertEquals(Set.of(), cut());
  }

  @ParameterizedTest
  @CsvSource({"100,en", "200,en", "200,zh"})
  void theListingFitsTheSmallestWindow(int textPercent, String language) throws TimeoutException {
    openWithHits(textPercent, language);
    robot.interact(() -> window.search(""));
    waitUntil(() -> WindowRobot.isShown(robot.lookup("#order").query()));
    waitUntil(() -> window.settled().getAsBoolean());
    assertEquals(Set.of(), cut());
  }

  @ParameterizedTest
  @CsvSource({"100,en", "150,en", "100,zh"})
  void textFieldsShowWholeLetters(int textPercent, String language) throws TimeoutException {
    openWithHits(textPercent, language);
    robot.interact(robot.lookup("#export").queryButton()::fire);
    waitUntil(() -> robot.lookup("#export-file").tryQuery().isPresent());
    List<String> cut = new ArrayList<>();
    robot.interact(
        () -> {
          for (TextField field : robot.lookup(".text-field").queryAllAs(TextField.class)) {
            Node text = field.lookup(".text");
            if (WindowRobot.isShown(field) && text != null) {
              double space = field.getHeight() - field.getInsets().getTop();
              double needed = text.getLayoutBounds().getHeight();
              if (space - field.getInsets().getBottom() < needed - 1) {
                cut.add(field.getId() + ": " + needed + " in " + space);
              }
            }
          }
        });
    assertEquals(List.of(), cut);
  }

  @ParameterizedTest
  @CsvSource({"100,en", "200,en", "200,zh"})
  void theStartPageFitsTheSmallestWindow(int textPercent, String language) throws TimeoutException {
    open(FolderServices.empty(folder), textPercent, language);
    assertEquals(Set.of(), cut());
  }

  @ParameterizedTest
  @CsvSource({"100,en", "200,en", "200,zh"})
  void popoversFitTheSmallestWindow(int textPercent, String language) throws TimeoutException {
    openWithHits(textPercent, language);
    WindowPopovers popovers = window.popovers();
    List<String> outside = new ArrayList<>();
    for (Runnable toggle :
        List.<Runnable>of(
            popovers::toggleJobs,
            popovers::toggleCollections,
            popovers::toggleModel,
            popovers::toggleSettings,
            popovers::toggleShortcuts)) {
      robot.interact(toggle);
      waitUntil(() -> popup() != null);
      robot.interact(() -> check(popup(), outside));
      robot.interact(toggle);
      waitUntil(() -> popup() == null);
    }
    assertEquals(List.of(), outside);
  }

  private static PopupWindow popup() {
    return Window.getWindows().stream()
        .filter(other -> other instanceof PopupWindow && other.isShowing())
        .map(PopupWindow.class::cast)
        .findFirst()
        .orElse(null);
  }

  private void check(PopupWindow popup, List<String> outside) {
    Parent root = popup.getScene().getRoot();
    root.applyCss();
    root.layout();
    ScrollPane pane = (ScrollPane) root.lookup(".popover-scroll");
    String name = pane.getContent().getId();
    Bounds bounds = pane.localToScreen(pane.getLayoutBounds());
    // Without a display, a popover that shrinks upwards is not moved, so its height is compared.
    if (bounds.getMinX() < stage.getX()
        || bounds.getMaxX() > stage.getX() + WIDTH
        || bounds.getHeight() > HEIGHT) {
      outside.add(name + " " + bounds);
    }
    Set<String> cut = new TreeSet<>();
    collectCut(pane.getContent(), pane.localToScene(pane.getLayoutBounds()), cut);
    cut.forEach(text -> outside.add(name + ": " + text));
  }

  @Test
  void theShortcutsAreNoWiderThanTheirTwoColumns() throws TimeoutException {
    openWithHits(100, "en");
    robot.interact(() -> window.popovers().toggleShortcuts());
    waitUntil(() -> robot.lookup("#keys-pane").tryQuery().isPresent());
    Region keys = robot.lookup("#keys-pane").queryAs(Region.class);
    List<Node> columns = List.copyOf(keys.lookupAll(".keys-column"));
    assertEquals(2, columns.size());
    robot.interact(keys::layout);
    assertEquals(columns.get(0).getLayoutY(), columns.get(1).getLayoutY(), "side by side");
    double right =
        columns.stream().mapToDouble(n -> n.getBoundsInParent().getMaxX()).max().orElseThrow();
    assertTrue(keys.getWidth() - right < 40, keys.getWidth() + " for " + right);
  }

  @Test
  void tabsOfANarrowWindowTakeNoRow() throws TimeoutException {
    openWithHits(150, "en");
    Node tabs = robot.lookup(".pane-tabs").query();
    assertTrue(tabs.isVisible());
    Node results = robot.lookup(".results").query();
    Node query = robot.lookup(".query-bar").query();
    assertEquals(
        query.localToScene(query.getLayoutBounds()).getMaxY(),
        results.localToScene(results.getLayoutBounds()).getMinY(),
        2,
        "the results begin directly below the query");
  }

  @Test
  void theNameAndTheValueOfArchiveAndModelOpenThem() throws TimeoutException {
    openWithHits(100, "en");
    Button model = robot.lookup("#model").queryButton();
    assertEquals("KAMCL Color shares, colors \u00b7 CPU", model.getText());
    robot.clickOn(label("Model"));
    waitUntil(() -> robot.lookup("#model-pane").tryQuery().isPresent());
    assertTrue(windowRobot.texts("#model-pane").contains("Knows six colors."));
    robot.interact(() -> window.popovers().hide());
    robot.clickOn(label("Archive"));
    waitUntil(() -> robot.lookup("#collections-pane").tryQuery().isPresent());
    robot.interact(() -> window.popovers().hide());
    robot.clickOn(model);
    waitUntil(() -> robot.lookup("#model-pane").tryQuery().isPresent());
  }

  private Label label(String text) {
    return robot.lookup(".status-bar .label").queryAllAs(Label.class).stream()
        .filter(label -> text.equals(label.getText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSuccessNoticeTakesNoSpaceAndTheSampleButtonIsGoneWhileTheyAreAdded()
      throws TimeoutException {
    open(FolderServices.empty(folder), 100, "en");
    waitUntil(() -> robot.lookup("#sample-strip .image-view").queryAll().size() == 9);
    assertTrue(robot.lookup("#offline").query().isVisible());
    Node view = robot.lookup(".start").query();
    double top = view.localToScene(view.getLayoutBounds()).getMinY();
    robot.interact(robot.lookup("#add-sample").queryButton()::fire);
    waitUntil(() -> robot.lookup(".toast").tryQuery().isPresent());
    assertEquals(top, view.localToScene(view.getLayoutBounds()).getMinY());
    assertFalse(robot.lookup(".banner").match(Node::isVisible).tryQuery().isPresent());
  }
}
