package org.kamcl.explorer.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.ContextMenuEvent;
import javafx.stage.Window;
import org.kamcl.explorer.ui.explore.HitCard;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Queries and waits for the visible state of a window. */
public final class WindowRobot {
  private static final long SECONDS = 90;

  private final FxRobot robot;

  /**
   * @param robot looks up nodes
   */
  public WindowRobot(FxRobot robot) {
    this.robot = robot;
  }

  /** Waits until a condition holds; it is evaluated on the JavaFX thread. */
  public static void waitUntil(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> onJavaFxThread(condition));
    } catch (TimeoutException e) {
      throw new AssertionError("It never happened. " + windows(), e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** The windows, which of them has the focus, and what of it: where keys go. */
  public static String windows() {
    try {
      return onJavaFxThread(
          () ->
              Window.getWindows().stream()
                  .map(
                      one ->
                          one.getClass().getSimpleName()
                              + (one.isFocused() ? " focused, keys to " : ", ")
                              + one.getScene().getFocusOwner())
                  .collect(Collectors.joining("; ")));
    } catch (Exception e) {
      return e.toString();
    }
  }

  /** Evaluates what reads nodes, which may not change meanwhile. */
  private static <T> T onJavaFxThread(Callable<T> value) throws Exception {
    if (Platform.isFxApplicationThread()) {
      return value.call();
    }
    FutureTask<T> task = new FutureTask<>(value);
    try {
      Platform.runLater(task);
    } catch (IllegalStateException e) {
      // JavaFX does not run: a view model is tested alone.
      return value.call();
    }
    try {
      return task.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static <T> T read(Callable<T> value) {
    try {
      return onJavaFxThread(value);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("The window cannot be read.", e);
    }
  }

  /** Whether a node and all that it is in are visible; its own property tells only of itself. */
  public static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null;
  }

  /** The visible cards, in order. */
  public List<HitCard> cards() {
    return read(
        () ->
            robot.lookup(".hit-card").queryAllAs(HitCard.class).stream()
                .filter(card -> card.hit() != null && isShown(card))
                .sorted(
                    Comparator.comparingDouble((HitCard card) -> card.localToScene(0, 0).getY())
                        .thenComparingDouble(card -> card.localToScene(0, 0).getX()))
                .toList());
  }

  /**
   * The visible card of a file.
   *
   * @param name of the file
   */
  public HitCard card(String name) {
    return cards().stream()
        .filter(card -> card.hit().image().file().endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** All label texts in a part of the window. */
  public Set<String> texts(String within) {
    return read(
        () ->
            robot.from(robot.lookup(within)).lookup(".label").queryAllAs(Label.class).stream()
                .map(Labeled::getText)
                .collect(Collectors.toSet()));
  }

  /** Requests a context menu; a headless right click does not send this event. */
  public void requestMenu(Node node) {
    robot.interact(() -> fireMenuRequest(node));
  }

  /** Requests a context menu on the JavaFX thread. */
  public static void fireMenuRequest(Node node) {
    Bounds bounds = node.localToScreen(node.getBoundsInLocal());
    Event.fireEvent(
        node,
        new ContextMenuEvent(
            ContextMenuEvent.CONTEXT_MENU_REQUESTED,
            5,
            5,
            bounds.getMinX() + 5,
            bounds.getMinY() + 5,
            false,
            null));
  }
}
