package org.kamcl.explorer.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kamcl.engine.evaluation.BootstrapInterval;

/** A value with its interval above an axis, and other values on the axis. */
final class IntervalPlot extends Region {
  private static final int MOST_TICKS = 6;
  private static final double MARGIN = 0.15;
  private static final double[] STEPS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50};

  /** Another value. */
  record Mark(String name, String tip, double value) {}

  private final Region axis = new Region();
  private final Region bar = new Region();
  private final Region low = new Region();
  private final Region high = new Region();
  private final Region dot = new Region();
  private final Label name = new Label();
  private final List<Node> moving = new ArrayList<>();
  private final List<Label> ticks = new ArrayList<>();
  private final List<Region> diamonds = new ArrayList<>();
  private final List<Label> names = new ArrayList<>();
  private List<Mark> marks = List.of();
  private double value;
  private BootstrapInterval interval = new BootstrapInterval(0, 1);
  private double from;
  private double to = 1;

  IntervalPlot() {
    getStyleClass().add("interval-plot");
    axis.getStyleClass().add("interval-axis");
    dot.getStyleClass().add("interval-dot");
    for (Region line : List.of(bar, low, high)) {
      line.getStyleClass().add("interval-bar");
    }
    name.getStyleClass().addAll("bold", "small");
    getChildren().addAll(axis, bar, low, high, dot, name);
  }

  /** Shows a value with its interval, and others. */
  void show(String title, double mean, BootstrapInterval of, List<Mark> others) {
    value = mean;
    interval = of;
    marks = List.copyOf(others);
    name.setText(title);
    getChildren().removeAll(moving);
    moving.clear();
    diamonds.clear();
    names.clear();
    ticks.clear();
    for (Mark mark : marks) {
      Region diamond = new Region();
      diamond.getStyleClass().add("interval-mark");
      Tooltip.install(diamond, new Tooltip(mark.tip()));
      diamonds.add(diamond);
      Label label = new Label(mark.name());
      label.getStyleClass().addAll("muted", "small");
      names.add(label);
    }
    double least = Math.min(of.low(), marks.stream().mapToDouble(Mark::value).min().orElse(mean));
    double most = Math.max(of.high(), marks.stream().mapToDouble(Mark::value).max().orElse(mean));
    double margin = Math.max(0.5, MARGIN * (most - least));
    from = least - margin;
    to = most + margin;
    double step = step();
    for (double tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
      Label label =
          new Label(step < 1 ? String.format(Locale.ROOT, "%.1f", tick) : Math.round(tick) + "");
      label.setUserData(tick);
      label.getStyleClass().addAll("muted", "small");
      ticks.add(label);
    }
    moving.addAll(ticks);
    moving.addAll(diamonds);
    moving.addAll(names);
    getChildren().addAll(moving);
    requestLayout();
  }

  private double step() {
    for (double step : STEPS) {
      if ((to - from) / step <= MOST_TICKS) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  private double x(double at) {
    return (at - from) / (to - from) * getWidth();
  }

  @Override
  protected void layoutChildren() {
    double em = getHeight() / 5;
    double line = Math.rint(3.9 * em);
    axis.resizeRelocate(0, line, getWidth(), 1);
    double y = 1.9 * em;
    bar.resizeRelocate(x(interval.low()), y - 1, x(interval.high()) - x(interval.low()), 2);
    low.resizeRelocate(x(interval.low()) - 1, y - 0.3 * em, 2, 0.6 * em);
    high.resizeRelocate(x(interval.high()) - 1, y - 0.3 * em, 2, 0.6 * em);
    place(dot, x(value), y, 0.7 * em, 0.7 * em);
    center(name, x(value), 0.3 * em);
    for (Label tick : ticks) {
      center(tick, x((Double) tick.getUserData()), line + 2);
    }
    double end = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < diamonds.size(); i++) {
      double x = x(marks.get(i).value());
      place(diamonds.get(i), x, line, 0.7 * em, 0.7 * em);
      Label label = names.get(i);
      label.autosize();
      double left = Math.min(Math.max(0, x - label.getWidth() / 2), getWidth() - label.getWidth());
      // A name that would cover another is in the tooltip of its mark.
      label.setVisible(left > end + 4);
      label.relocate(left, line - 0.5 * em - label.getHeight());
      end = label.isVisible() ? left + label.getWidth() : end;
    }
  }

  private static void place(Region region, double x, double y, double width, double height) {
    region.resizeRelocate(x - width / 2, y - height / 2, width, height);
  }

  private void center(Label label, double x, double y) {
    label.autosize();
    double left = Math.max(0, x - label.getWidth() / 2);
    label.relocate(Math.min(left, Math.max(0, getWidth() - label.getWidth())), y);
  }
}
