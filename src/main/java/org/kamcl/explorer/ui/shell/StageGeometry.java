package org.kamcl.explorer.ui.shell;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.kamcl.explorer.settings.Settings;

/** Restores and tracks the bounds of a stage. */
final class StageGeometry {
  /**
   * Part of the title bar that must be on a screen so that the window can be dragged, in pixels.
   */
  private static final double GRIP_WIDTH = 120;

  private static final double GRIP_HEIGHT = 24;

  /** Time after which the window manager has settled the size; later changes are the user's. */
  private static final Duration SETTLED = Duration.millis(400);

  private final Stage stage;
  private Settings.WindowBounds normal;

  /**
   * Restores the bounds of a stage if they are on a screen. A stage that is shown keeps its own.
   */
  StageGeometry(Stage stage, Settings.WindowBounds wanted) {
    this.stage = stage;
    this.normal = wanted;
    if (!stage.isShowing()) {
      restore(wanted);
    }
    stage.xProperty().addListener((property, before, now) -> note());
    stage.yProperty().addListener((property, before, now) -> note());
    stage.widthProperty().addListener((property, before, now) -> note());
    stage.heightProperty().addListener((property, before, now) -> note());
    note();
  }

  private void restore(Settings.WindowBounds wanted) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    boolean reachable =
        wanted.positionKnown()
            && !Screen.getScreensForRectangle(wanted.x(), wanted.y(), GRIP_WIDTH, GRIP_HEIGHT)
                .isEmpty();
    if (reachable) {
      stage.setX(wanted.x());
      stage.setY(wanted.y());
      stage.setWidth(Math.max(ExplorerWindow.MIN_WIDTH, wanted.width()));
      stage.setHeight(Math.max(ExplorerWindow.MIN_HEIGHT, wanted.height()));
    } else {
      stage.setWidth(within(wanted.width(), ExplorerWindow.MIN_WIDTH, screen.getWidth()));
      stage.setHeight(within(wanted.height(), ExplorerWindow.MIN_HEIGHT, screen.getHeight()));
    }
    stage.setMaximized(wanted.maximized());
  }

  /**
   * Requests the restored size once more. Some window managers (Openbox) shrink a new window to its
   * minimum size. Call it right after the stage is shown.
   */
  void enforceInitialSize() {
    Rectangle2D wanted =
        new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    InvalidationListener small =
        new InvalidationListener() {
          @Override
          public void invalidated(Observable size) {
            if (smallest()) {
              stop(this);
              // After the change, when both sizes are known.
              Platform.runLater(() -> place(wanted));
            }
          }
        };
    stage.widthProperty().addListener(small);
    stage.heightProperty().addListener(small);
    PauseTransition settled = new PauseTransition(SETTLED);
    settled.setOnFinished(event -> stop(small));
    settled.play();
  }

  private boolean smallest() {
    return stage.getWidth() <= ExplorerWindow.MIN_WIDTH
        && stage.getHeight() <= ExplorerWindow.MIN_HEIGHT
        && stage.getWidth() > ExplorerWindow.MIN_WIDTH / 2;
  }

  private void stop(InvalidationListener listener) {
    stage.widthProperty().removeListener(listener);
    stage.heightProperty().removeListener(listener);
  }

  private void place(Rectangle2D wanted) {
    if (!stage.isMaximized()) {
      stage.setX(wanted.getMinX());
      stage.setY(wanted.getMinY());
      stage.setWidth(wanted.getWidth());
      stage.setHeight(wanted.getHeight());
    }
  }

  private static double within(double value, double least, double most) {
    return Math.max(least, Math.min(value, most));
  }

  /** Tracks the bounds of the normal window; those of a maximized one are the screen's. */
  private void note() {
    boolean own = !stage.isMaximized() && !stage.isIconified() && !stage.isFullScreen();
    if (own && stage.isShowing() && stage.getWidth() > 0 && stage.getHeight() > 0) {
      normal =
          new Settings.WindowBounds(
              stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false, true);
    }
  }

  /** The bounds to restore at the next start. */
  Settings.WindowBounds now() {
    return new Settings.WindowBounds(
        normal.x(),
        normal.y(),
        normal.width(),
        normal.height(),
        stage.isMaximized(),
        normal.positionKnown());
  }
}
