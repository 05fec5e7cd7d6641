package org.kamcl.explorer.ui.chart;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.ui.text.Messages;

/** The crosshair with the values of all curves, and the range that is being chosen. */
final class CrosshairOverlay extends Canvas {
  private static final double DOT = 3;
  private static final double LINE = 1.45;

  /** Width of the sample of a curve's color, in heights of the labels. */
  private static final double SAMPLE = 1.2;

  /** Significant digits of a value that is read. */
  private static final int DIGITS = 4;

  private final ChartPalette palette;
  private final Messages messages;
  private final Text measure = new Text();
  private boolean clear = true;

  CrosshairOverlay(ChartPalette palette, Messages messages) {
    this.palette = palette;
    this.messages = messages;
  }

  /**
   * Draws the crosshair.
   *
   * @param x position; NaN for none
   * @param selection range that is being chosen; null for none
   * @param pointer whether the pointer is in this chart: then the curves are named
   */
  void draw(
      ChartFrame frame,
      XAxis axis,
      double x,
      List<Readout> values,
      @Nullable Span selection,
      Font font,
      boolean pointer) {
    boolean visible = x >= frame.x().low() && x <= frame.x().high();
    if (!visible && selection == null && clear) {
      return;
    }
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    clear = !visible && selection == null;
    if (selection != null) {
      g.setFill(palette.named("selection").deriveColor(0, 1, 1, 0.14));
      double left = frame.pixelX(selection.low());
      g.fillRect(left, frame.top(), frame.pixelX(selection.high()) - left, frame.height());
    }
    if (!visible) {
      return;
    }
    double at = Math.floor(frame.pixelX(x)) + 0.5;
    g.setStroke(palette.named("text"));
    g.setLineWidth(1);
    g.strokeLine(at, frame.top(), at, frame.bottom());
    for (Readout value : values) {
      double y = frame.pixelY(value.smoothed());
      if (Double.isFinite(y)) {
        g.setFill(palette.category(value.curve().color()));
        double px = frame.pixelX(value.x());
        g.fillOval(px - DOT, y - DOT, 2 * DOT, 2 * DOT);
      }
    }
    drawBox(g, frame, axis, x, values, at, font, pointer);
  }

  private void drawBox(
      GraphicsContext g,
      ChartFrame frame,
      XAxis axis,
      double x,
      List<Readout> values,
      double at,
      Font font,
      boolean named) {
    if (values.isEmpty()) {
      return;
    }
    double em = font.getSize();
    String head = position(axis, x);
    List<String> texts = values.stream().map(value -> text(value, named)).toList();
    measure.setFont(font);
    double width = width(head);
    for (String text : texts) {
      width = Math.max(width, width(text) + (SAMPLE + 0.5) * em);
    }
    double boxWidth = width + em;
    double boxHeight = (texts.size() + 1) * LINE * em + 0.6 * em;
    double left = at + 0.8 * em;
    if (left + boxWidth > getWidth()) {
      left = Math.max(0, at - 0.8 * em - boxWidth);
    }
    double top = Math.max(0, Math.min(frame.top() + 0.3 * em, getHeight() - boxHeight));
    g.setFill(palette.named("ground").deriveColor(0, 1, 1, 0.94));
    g.fillRoundRect(left, top, boxWidth, boxHeight, 6, 6);
    g.setStroke(palette.named("grid"));
    g.strokeRoundRect(left, top, boxWidth, boxHeight, 6, 6);
    g.setFont(font);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(palette.named("muted"));
    double y = top + 0.3 * em + LINE * em / 2;
    g.fillText(head, left + 0.5 * em, y);
    for (int i = 0; i < texts.size(); i++) {
      y += LINE * em;
      g.setFill(palette.category(values.get(i).curve().color()));
      g.fillRect(left + 0.5 * em, y - 1, SAMPLE * em, 2);
      g.setFill(palette.named("text"));
      g.fillText(texts.get(i), left + (SAMPLE + 1) * em, y);
    }
  }

  private double width(String text) {
    measure.setText(text);
    return measure.getLayoutBounds().getWidth();
  }

  private String text(Readout value, boolean named) {
    String number = number(value.smoothed());
    String raw = number(value.value());
    // The first smoothed value differs by rounding only.
    if (Double.isFinite(value.value()) && !raw.equals(number)) {
      number = messages.text("chart.raw", number, raw);
    }
    return named ? number + "  " + value.curve().name() : number;
  }

  /** A value with four significant digits. */
  private String number(double value) {
    if (Double.isNaN(value)) {
      return messages.text("chart.gap");
    }
    if (Double.isInfinite(value)) {
      return messages.text("chart.notanumber");
    }
    double precision =
        value == 0 ? 1 : Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - DIGITS + 1);
    return Ticks.label(value, Math.min(1, precision), messages.locale());
  }

  private String position(XAxis axis, double x) {
    return switch (axis) {
      case STEP -> messages.text("chart.step", Math.round(x));
      case EPOCH ->
          messages.text(
              "chart.epoch", Ticks.label(x, x == Math.rint(x) ? 1 : 0.01, messages.locale()));
      case TIME -> messages.text("chart.time", Ticks.timeLabel(x, 1));
    };
  }

  /** What a screen reader says: the values at the crosshair, or the newest ones. */
  String spoken(String title, XAxis axis, double x, List<Readout> values, List<Curve> curves) {
    if (Double.isNaN(x)) {
      String newest =
          curves.stream()
              .filter(curve -> !Double.isNaN(curve.data().latest()))
              .map(
                  curve ->
                      messages.text("chart.value", curve.name(), number(curve.data().latest())))
              .collect(Collectors.joining(", "));
      return newest.isEmpty()
          ? messages.text("chart.spoken.empty", title)
          : messages.text("chart.spoken.newest", title, newest);
    }
    String read =
        values.stream()
            .map(
                value ->
                    messages.text("chart.value", value.curve().name(), number(value.smoothed())))
            .collect(Collectors.joining(", "));
    return messages.text("chart.spoken.at", title, position(axis, x), read);
  }
}
