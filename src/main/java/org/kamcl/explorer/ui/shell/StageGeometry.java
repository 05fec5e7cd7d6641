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

/** Where a stage stands, as it was and as it is. */
final class StageGeometry {
  /** So much of the title must be on a screen, or nobody could take hold of it. */
  private static final double GRIP_WIDTH = 120;

  private static final double GRIP_HEIGHT = 24;

  /** Until then the window manager has had its say, and nobody has taken hold of the window. */
  private static final Duration SETTLED = Duration.millis(400);

  private final Stage stage;
  private Settings.WindowBounds normal;

  /** Puts a stage where it was, as far as there still is a screen. */
  StageGeometry(Stage stage, Settings.WindowBounds wanted) {
    this.stage = stage;
    this.normal = wanted;
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
    stage.xProperty().addListener((property, before, now) -> note());
    stage.yProperty().addListener((property, before, now) -> note());
    stage.widthProperty().addListener((property, before, now) -> note());
    stage.heightProperty().addListener((property, before, now) -> note());
  }

  /**
   * Asks once more for the size that was wanted: some window managers (Openbox) answer the first
   * wish with the smallest size there may be. To be called when the stage was just shown; what
   * happens to it later is the user's will.
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
              // Not within the change, or both sizes would not be known yet.
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

  /** Bounds of a maximised stage are the screen's, and not what it is to return to. */
  private void note() {
    boolean own = !stage.isMaximized() && !stage.isIconified() && !stage.isFullScreen();
    if (own && stage.isShowing() && stage.getWidth() > 0 && stage.getHeight() > 0) {
      normal =
          new Settings.WindowBounds(
              stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false, true);
    }
  }

  /** Where it is to stand the next time. */
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
