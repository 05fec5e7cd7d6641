package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Every control that takes the keyboard focus shows it with a contrast of 3:1 (WCAG 2.4.13). */
class FocusRingTest {
  private static final int MOST_STOPS = 150;
  private static final double CONTRAST = 3;

  /** Fewer changed pixels than this are not a mark; a ring around a small button has more. */
  private static final int FEWEST_PIXELS = 40;

  private static final int AROUND = 6;

  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private ExplorerWindow window;

  private void open(Theme theme) throws TimeoutException, IOException {
    TestImages.write(folder);
    window = fixture.open(() -> FolderServices.of(folder), theme);
    fixture.search("blue, -red");
    robot.moveTo(1430, 890);
  }

  private WritableImage picture() {
    WaitForAsyncUtils.waitForFxEvents();
    List<WritableImage> image = new ArrayList<>();
    robot.interact(() -> image.add(window.scene().snapshot(null)));
    return image.get(0);
  }

  private Node owner() {
    return window.scene().getFocusOwner();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyStopOfTabShowsTheFocus(Theme theme) throws TimeoutException, IOException {
    open(theme);
    robot.interact(() -> robot.lookup("#query").query().requestFocus());
    Node first = owner();
    Set<Node> stops = new LinkedHashSet<>();
    List<String> unmarked = new ArrayList<>();
    WritableImage before = picture();
    for (int i = 0; i < MOST_STOPS; i++) {
      robot.type(KeyCode.TAB);
      WritableImage now = picture();
      Node owner = owner();
      if (!stops.add(owner)) {
        break;
      }
      if (owner != first && changed(before, now, owner) < FEWEST_PIXELS) {
        unmarked.add(describe(owner) + " " + changed(before, now, owner));
      }
      before = now;
    }
    assertTrue(stops.contains(first), "Tab comes back to the query: " + stops.size() + " stops");
    assertTrue(stops.size() > 25, "stops: " + stops.size());
    assertTrue(
        stops.contains(robot.lookup("#hits").query())
            && stops.contains(robot.lookup("#export").query())
            && stops.contains(robot.lookup(".size-slider").query()),
        "the hits and the controls above them are reached");
    assertEquals(List.of(), unmarked, "stops without a visible mark");
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void f6ShowsTheFocusInEveryPane(Theme theme) throws TimeoutException, IOException {
    open(theme);
    robot.interact(() -> robot.lookup("#query").query().requestFocus());
    List<String> unmarked = new ArrayList<>();
    Set<Node> panes = new LinkedHashSet<>();
    WritableImage before = picture();
    for (int i = 0; i < 12; i++) {
      robot.type(KeyCode.F6);
      WritableImage now = picture();
      Node owner = owner();
      panes.add(owner);
      if (changed(before, now, owner) < FEWEST_PIXELS) {
        unmarked.add(describe(owner) + " " + changed(before, now, owner));
      }
      before = now;
    }
    assertTrue(panes.size() >= 5, "panes: " + panes);
    assertEquals(List.of(), unmarked, "panes without a visible mark");
    Node last = owner();
    robot.clickOn(windowRobot.cards().get(1));
    assertFalse(
        last.getPseudoClassStates().stream().anyMatch(s -> s.getPseudoClassName().equals("ring")),
        "the mouse needs no ring");
    assertTrue(robot.lookup("#hits-focus").query().isVisible());
  }

  private static String describe(Node node) {
    return node.getClass().getSimpleName()
        + " #"
        + node.getId()
        + " "
        + node.getStyleClass()
        + " '"
        + node.getAccessibleText()
        + "' in "
        + (node.getParent() == null ? "" : node.getParent().getStyleClass());
  }

  /** Pixels in and around a node that changed with a sufficient contrast. */
  private static int changed(WritableImage before, WritableImage now, Node node) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    int left = (int) Math.max(0, bounds.getMinX() - AROUND);
    int top = (int) Math.max(0, bounds.getMinY() - AROUND);
    int right = (int) Math.min(now.getWidth(), bounds.getMaxX() + AROUND);
    int bottom = (int) Math.min(now.getHeight(), bounds.getMaxY() + AROUND);
    PixelReader old = before.getPixelReader();
    PixelReader current = now.getPixelReader();
    int count = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int a = old.getArgb(x, y);
        int b = current.getArgb(x, y);
        if (a != b && contrast(a, b) >= CONTRAST) {
          count++;
        }
      }
    }
    return count;
  }

  private static double contrast(int a, int b) {
    double light = Math.max(luminance(a), luminance(b));
    double dark = Math.min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(int argb) {
    return 0.2126 * linear(argb >> 16 & 0xFF)
        + 0.7152 * linear(argb >> 8 & 0xFF)
        + 0.0722 * linear(argb & 0xFF);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
