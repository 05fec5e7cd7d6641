package org.kamcl.explorer.ui.control;

import java.util.function.DoubleFunction;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * A slider with two thumbs, each of which takes the keyboard focus. The arrow keys move a thumb by
 * one step, Page Up and Page Down by ten, Home and End as far as it goes. A thumb cannot pass the
 * other one.
 */
public final class RangeSlider extends Region {
  private static final int PAGE = 10;

  private final double min;
  private final double max;
  private final Stepper stepper;
  private final DoubleProperty low;
  private final DoubleProperty high;
  private final Region track = new Region();
  private final Region bar = new Region();
  private final Thumb lowThumb = new Thumb(true);
  private final Thumb highThumb = new Thumb(false);
  private DoubleFunction<String> text = Double::toString;
  private Runnable committed = () -> {};

  /** The thumb that is dragged, or null. */
  private Thumb dragged;

  /** Distance of the pointer from the center of the dragged thumb. */
  private double grip;

  /** Moves a value by steps. */
  @FunctionalInterface
  public interface Stepper {
    /**
     * The value some steps away; the slider limits it to the range.
     *
     * @param steps 1 or 10 steps up, or down if negative
     * @param lower whether the value is the lower end of the range
     */
    double step(double value, int steps, boolean lower);
  }

  /**
   * @param min smallest value
   * @param max largest value, greater than {@code min}
   */
  public RangeSlider(double min, double max, Stepper stepper) {
    this.min = min;
    this.max = max;
    this.stepper = stepper;
    this.low = new SimpleDoubleProperty(min);
    this.high = new SimpleDoubleProperty(max);
    getStyleClass().add("kx-range-slider");
    track.getStyleClass().add("track");
    bar.getStyleClass().add("range-bar");
    getChildren().addAll(track, bar, lowThumb, highThumb);
    low.addListener((property, before, now) -> requestLayout());
    high.addListener((property, before, now) -> requestLayout());
    // On the slider, not on the thumbs: a fast pointer leaves a thumb before it can follow.
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
  }

  /** The lower end. */
  public DoubleProperty lowProperty() {
    return low;
  }

  /** The upper end. */
  public DoubleProperty highProperty() {
    return high;
  }

  /** Whether a thumb is being dragged. */
  public boolean isDragging() {
    return dragged != null;
  }

  /** Sets the action to run when a thumb is released or moved by a key. */
  public void onCommitted(Runnable action) {
    committed = action;
  }

  /**
   * Names the thumbs for assistive technology.
   *
   * @param format formats a value
   */
  public void describe(String lower, String upper, DoubleFunction<String> format) {
    lowThumb.name = lower;
    highThumb.name = upper;
    text = format;
  }

  private void pressed(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    double x = event.getX();
    double toLow = Math.abs(x - x(low.get()));
    double toHigh = Math.abs(x - x(high.get()));
    boolean lower = toLow < toHigh || (toLow == toHigh && x < x(low.get()));
    dragged = lower ? lowThumb : highThumb;
    dragged.requestFocus();
    double away = x - x(dragged.value().get());
    grip = Math.abs(away) <= thumbSize() / 2 ? away : 0;
    if (grip == 0) {
      dragged.move(valueAt(x));
    }
    event.consume();
  }

  private void dragged(MouseEvent event) {
    if (dragged == null) {
      return;
    }
    double value = valueAt(event.getX() - grip);
    if (low.get() == high.get() && value != low.get()) {
      // The thumbs are on top of each other: the direction decides which one is meant.
      dragged = value < low.get() ? lowThumb : highThumb;
      dragged.requestFocus();
    }
    dragged.move(value);
    event.consume();
  }

  private void released(MouseEvent event) {
    if (dragged != null) {
      dragged = null;
      committed.run();
      event.consume();
    }
  }

  private double thumbSize() {
    return lowThumb.prefWidth(-1);
  }

  private double x(double value) {
    double limited = Math.max(min, Math.min(max, value));
    return thumbSize() / 2 + (getWidth() - thumbSize()) * (limited - min) / (max - min);
  }

  private double valueAt(double x) {
    double span = Math.max(1, getWidth() - thumbSize());
    return min + (max - min) * (x - thumbSize() / 2) / span;
  }

  @Override
  protected double computePrefHeight(double width) {
    return lowThumb.prefHeight(-1);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return PAGE * thumbSize();
  }

  @Override
  protected void layoutChildren() {
    double size = thumbSize();
    double thick = Math.rint(track.prefHeight(-1));
    double top = Math.rint((getHeight() - thick) / 2);
    double from = x(low.get());
    double to = x(high.get());
    track.resizeRelocate(size / 2, top, getWidth() - size, thick);
    bar.resizeRelocate(from, top, to - from, thick);
    double thumbTop = Math.rint((getHeight() - size) / 2);
    lowThumb.resizeRelocate(from - size / 2, thumbTop, size, size);
    highThumb.resizeRelocate(to - size / 2, thumbTop, size, size);
  }

  /** One end of the range. */
  private final class Thumb extends Region {
    private final boolean lower;
    private String name = "";

    Thumb(boolean lower) {
      this.lower = lower;
      getStyleClass().addAll("thumb", lower ? "low-thumb" : "high-thumb");
      setFocusTraversable(true);
      setAccessibleRole(AccessibleRole.SLIDER);
      addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    DoubleProperty value() {
      return lower ? low : high;
    }

    void move(double wanted) {
      double least = lower ? min : low.get();
      double most = lower ? high.get() : max;
      value().set(Math.max(least, Math.min(most, wanted)));
      notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
      notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    private void key(KeyEvent event) {
      double now = value().get();
      double wanted =
          switch (event.getCode()) {
            case RIGHT, UP -> stepper.step(now, 1, lower);
            case LEFT, DOWN -> stepper.step(now, -1, lower);
            case PAGE_UP -> stepper.step(now, PAGE, lower);
            case PAGE_DOWN -> stepper.step(now, -PAGE, lower);
            case HOME -> min;
            case END -> max;
            default -> Double.NaN;
          };
      if (!Double.isNaN(wanted) && !event.isShortcutDown() && !event.isAltDown()) {
        move(wanted);
        committed.run();
        event.consume();
      }
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
      return switch (attribute) {
        case VALUE -> value().get();
        // The number alone means nothing for dates.
        case TEXT -> name + ", " + text.apply(value().get());
        case MIN_VALUE -> min;
        case MAX_VALUE -> max;
        default -> super.queryAccessibleAttribute(attribute, parameters);
      };
    }
  }
}
