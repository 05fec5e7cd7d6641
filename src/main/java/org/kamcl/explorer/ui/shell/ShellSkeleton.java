package org.kamcl.explorer.ui.shell;

import javafx.beans.binding.DoubleExpression;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeType;
import javafx.stage.Stage;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;

/**
 * The empty frame of the window, shown while its content is created: a few rectangles without
 * controls, because style sheets, fonts and texts take longer to load than the toolkit.
 */
public final class ShellSkeleton {
  /** Sizes at 100 % text size, as in the style sheets, in em of body text. */
  private static final double RAIL = 4.92;

  private static final double QUERY_BAR = 3.69;
  private static final double FIELD_X = 1.23;
  private static final double FIELD_Y = 0.46;

  /** Width of the buttons beside the query field. */
  private static final double BUTTONS = 11.7;

  private static final double STATUS_BAR = 2.15;

  /** The title of the window; its texts are not loaded yet. */
  static final String TITLE = "KAMCL Explorer";

  private ShellSkeleton() {}

  /**
   * Shows the frame on a stage with the bounds of the last window.
   *
   * @param painted runs once when the frame is on the screen
   */
  public static void show(Stage stage, Settings settings, Runnable painted) {
    Theme theme = settings.appearance().isDark() ? Theme.DARK : Theme.LIGHT;
    double em = TextSize.NORMAL * settings.appearance().textPercent() / 100.0;
    stage.setMinWidth(ExplorerWindow.MIN_WIDTH);
    stage.setMinHeight(ExplorerWindow.MIN_HEIGHT);
    Settings.WindowBounds bounds = settings.bounds();
    Group shapes = new Group();
    Scene scene = new Scene(shapes, bounds.width(), bounds.height(), theme.backdrop());
    DoubleExpression width = DoubleExpression.doubleExpression(scene.widthProperty());
    DoubleExpression height = DoubleExpression.doubleExpression(scene.heightProperty());
    Rectangle pane = new Rectangle();
    pane.setFill(theme.pane());
    pane.setX(RAIL * em);
    pane.widthProperty().bind(width.subtract(RAIL * em));
    pane.heightProperty().bind(height.subtract(STATUS_BAR * em));
    Rectangle field = new Rectangle();
    field.setX((RAIL + FIELD_X) * em);
    field.setY(FIELD_Y * em);
    field.setHeight((QUERY_BAR - 2 * FIELD_Y) * em);
    field.widthProperty().bind(width.subtract((RAIL + FIELD_X + BUTTONS) * em));
    field.setFill(Color.TRANSPARENT);
    field.setStroke(theme.border());
    field.setStrokeType(StrokeType.INSIDE);
    Rectangle beside = line(theme, RAIL * em, 0);
    beside.heightProperty().bind(height.subtract(STATUS_BAR * em));
    Rectangle below = line(theme, RAIL * em, QUERY_BAR * em);
    below.widthProperty().bind(width.subtract(RAIL * em));
    Rectangle above = line(theme, 0, 0);
    above.widthProperty().bind(width);
    above.yProperty().bind(height.subtract(STATUS_BAR * em));
    shapes.getChildren().addAll(pane, field, beside, below, above);
    stage.setTitle(TITLE);
    stage.setScene(scene);
    StageGeometry frame = new StageGeometry(stage, bounds);
    stage.show();
    frame.enforceInitialSize();
    FirstPulses.afterShown(scene, theme::makeDefault, painted);
  }

  /** A line of one pixel as a rectangle, whose edges are sharp. */
  private static Rectangle line(Theme theme, double x, double y) {
    Rectangle line = new Rectangle(x, y, 1, 1);
    line.setFill(theme.border());
    return line;
  }
}
