package org.kamcl.explorer.ui.explore;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.control.RangeSlider;
import org.kamcl.explorer.ui.text.Messages;

/** A range as two text fields and a slider with two thumbs. */
final class RangePane extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final RangeScale scale;
  private final Supplier<RangeScale.Range> current;
  private final Consumer<RangeScale.Range> changed;
  private final RangeSlider slider;
  private final TextField from = new TextField();
  private final TextField to = new TextField();
  private final Label problem = new Label();
  private final Messages messages;
  private final String wrongKey;
  private boolean following;

  /** What a range is of. */
  enum Kind {
    /** Acquisition dates. */
    DATE("filter.date", "filter.date.wrong"),
    /** Ground sample distances. */
    GSD("filter.gsd", "filter.gsd.wrong");

    private final String nameKey;
    private final String wrongKey;

    Kind(String nameKey, String wrongKey) {
      this.nameKey = nameKey;
      this.wrongKey = wrongKey;
    }
  }

  /**
   * @param filter changes whenever the current range may have changed
   * @param current the range of the filter
   * @param changed receives a range that the user has entered
   */
  RangePane(
      Kind kind,
      RangeScale scale,
      ObservableValue<?> filter,
      Supplier<RangeScale.Range> current,
      Consumer<RangeScale.Range> changed,
      Messages messages) {
    this.scale = scale;
    this.current = current;
    this.changed = changed;
    this.messages = messages;
    this.wrongKey = kind.wrongKey;
    this.slider = new RangeSlider(scale.min(), scale.max(), scale::step);
    getStyleClass().add("range-pane");
    String name = messages.text(kind.nameKey);
    String lower = messages.text("filter.range.from", name);
    String upper = messages.text("filter.range.to", name);
    slider.describe(lower, upper, scale::text);
    slider.onCommitted(this::takeSlider);
    slider.lowProperty().addListener((property, before, now) -> showDragged());
    slider.highProperty().addListener((property, before, now) -> showDragged());
    problem.getStyleClass().addAll("small", "danger-text");
    problem.setWrapText(true);
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    String id = kind.name().toLowerCase(Locale.ROOT);
    field(from, id + "-from", lower, scale.min());
    field(to, id + "-to", upper, scale.max());
    Label dash = new Label("–");
    HBox fields = new HBox(from, dash, to);
    fields.getStyleClass().add("range-fields");
    fields.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(fields, slider, problem);
    filter.addListener((property, before, now) -> follow());
    follow();
  }

  private void field(TextField field, String id, String name, double edge) {
    field.setId(id);
    field.setAccessibleText(name);
    field.setPromptText(scale.text(edge));
    HBox.setHgrow(field, Priority.ALWAYS);
    field
        .textProperty()
        .addListener(
            (property, before, now) -> {
              if (!following && (now.isBlank() || scale.isComplete(now))) {
                takeFields(false);
              }
            });
    field.setOnAction(event -> takeFields(true));
    field
        .focusedProperty()
        .addListener(
            (property, before, focused) -> {
              if (!focused) {
                takeFields(true);
              }
            });
  }

  /** Shows the range of the filter, but does not change text that is being typed. */
  private void follow() {
    following = true;
    RangeScale.Range range = current.get();
    if (!slider.isDragging()) {
      slider.lowProperty().set(inside(range.low(), scale::min));
      slider.highProperty().set(inside(range.high(), scale::max));
    }
    show(from, range.low());
    show(to, range.high());
    following = false;
  }

  private double inside(OptionalDouble value, DoubleSupplier open) {
    return Math.max(scale.min(), Math.min(scale.max(), value.orElseGet(open)));
  }

  private void show(TextField field, OptionalDouble value) {
    if (!field.isFocused()) {
      field.setText(value.isPresent() ? scale.text(value.getAsDouble()) : "");
    }
  }

  /** Shows the values of the thumbs while one is dragged. */
  private void showDragged() {
    if (slider.isDragging()) {
      following = true;
      from.setText(scale.text(slider.lowProperty().get()));
      to.setText(scale.text(slider.highProperty().get()));
      following = false;
    }
  }

  private void takeSlider() {
    // As text, so that the filter is exactly what is shown.
    double low = slider.lowProperty().get();
    double high = slider.highProperty().get();
    mark("", false, false);
    changed.accept(
        new RangeScale.Range(
            low <= scale.min() ? OptionalDouble.empty() : scale.parse(scale.text(low), true),
            high >= scale.max() ? OptionalDouble.empty() : scale.parse(scale.text(high), false)));
    follow();
  }

  /**
   * Applies the fields if they are valid.
   *
   * @param finished whether to say what is wrong; not while it is being typed
   */
  private void takeFields(boolean finished) {
    OptionalDouble low = scale.parse(from.getText(), true);
    OptionalDouble high = scale.parse(to.getText(), false);
    boolean wrongLow = low.isEmpty() && !from.getText().isBlank();
    boolean wrongHigh = high.isEmpty() && !to.getText().isBlank();
    boolean reversed =
        low.isPresent() && high.isPresent() && low.getAsDouble() > high.getAsDouble();
    if (wrongLow || wrongHigh || reversed) {
      if (finished) {
        String text = messages.text(reversed ? "filter.range.reversed" : wrongKey);
        mark(text, wrongLow || reversed, wrongHigh || reversed);
      }
      return;
    }
    mark("", false, false);
    RangeScale.Range entered = new RangeScale.Range(low, high);
    RangeScale.Range now = current.get();
    if (!same(entered.low(), now.low()) || !same(entered.high(), now.high())) {
      changed.accept(entered);
    }
  }

  /** Whether two values are shown alike; then the filter is not changed to the rounded one. */
  private boolean same(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() == b.isPresent()
        && (a.isEmpty() || scale.text(a.getAsDouble()).equals(scale.text(b.getAsDouble())));
  }

  private void mark(String text, boolean wrongLow, boolean wrongHigh) {
    problem.setText(text);
    from.pseudoClassStateChanged(WRONG, wrongLow);
    to.pseudoClassStateChanged(WRONG, wrongHigh);
  }
}
