package org.kamcl.explorer.ui.train;

import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.ui.chart.ChartViewport;
import org.kamcl.explorer.ui.chart.XAxis;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Axis, scale and smoothing of the charts, and what can be saved of them. */
final class ChartTools extends BorderPane {
  private final ChartViewport viewport;
  private final Messages messages;
  private final Label weight = new Label();

  /**
   * @param saveImage saves the charts as an image
   * @param saveTable saves the visible values as a table
   */
  ChartTools(ChartViewport viewport, Messages messages, Runnable saveImage, Runnable saveTable) {
    this.viewport = viewport;
    this.messages = messages;
    getStyleClass().add("chart-tools");
    Button reset = new Button(messages.text("train.zoom.reset"), Icons.of("fth-rotate-ccw"));
    reset.setId("zoom-reset");
    reset.setTooltip(new Tooltip(messages.text("train.zoom.reset.tip")));
    reset.setOnAction(event -> viewport.reset());
    reset.disableProperty().bind(viewport.zoomProperty().isNull());
    Button save = Icons.button("fth-download", messages.text("train.save.charts"), () -> {});
    save.setId("chart-save");
    save.setOnAction(
        event ->
            Menus.showMenu(
                save,
                Menus.item("fth-image", messages.text("train.save.png"), saveImage),
                Menus.item("fth-grid", messages.text("train.save.csv"), saveTable)));
    reset.setMinWidth(USE_PREF_SIZE);
    save.setMinWidth(USE_PREF_SIZE);
    FlowPane choices =
        new FlowPane(group("train.axis", axes()), group("train.scale", scales()), smoothing());
    choices.setRowValignment(VPos.CENTER);
    choices.getStyleClass().add("chart-tool-flow");
    HBox right = new HBox(reset, save);
    right.setAlignment(Pos.TOP_RIGHT);
    right.getStyleClass().add("chart-tool");
    setCenter(choices);
    setRight(right);
  }

  private HBox group(String key, SegmentedButton buttons) {
    Label label = new Label(messages.text(key));
    label.getStyleClass().add("muted");
    HBox group = new HBox(label, buttons);
    group.setAlignment(Pos.CENTER_LEFT);
    group.getStyleClass().add("chart-tool");
    return group;
  }

  private SegmentedButton axes() {
    Map<XAxis, ToggleButton> buttons = new EnumMap<>(XAxis.class);
    buttons.put(XAxis.STEP, toggle("axis-step", "train.axis.step", "train.axis.step.tip"));
    buttons.put(XAxis.EPOCH, toggle("axis-epoch", "train.axis.epoch", "train.axis.epoch.tip"));
    buttons.put(XAxis.TIME, toggle("axis-time", "train.axis.time", "train.axis.time.tip"));
    SegmentedButton all = new SegmentedButton();
    ToggleGroup group = new ToggleGroup();
    buttons.forEach(
        (axis, button) -> {
          button.setToggleGroup(group);
          all.getButtons().add(button);
          button.setOnAction(
              event -> {
                // A click on the selected button must not deselect it.
                button.setSelected(true);
                viewport.axisProperty().set(axis);
              });
        });
    all.setToggleGroup(group);
    Runnable show =
        () ->
            buttons.forEach(
                (axis, button) -> button.setSelected(axis == viewport.axisProperty().get()));
    viewport.axisProperty().addListener((property, before, now) -> show.run());
    show.run();
    return all;
  }

  private SegmentedButton scales() {
    ToggleButton linear = toggle("scale-linear", "train.scale.linear", "train.scale.linear.tip");
    ToggleButton log = toggle("scale-log", "train.scale.log", "train.scale.log.tip");
    ToggleGroup group = new ToggleGroup();
    SegmentedButton all = new SegmentedButton(linear, log);
    linear.setToggleGroup(group);
    log.setToggleGroup(group);
    all.setToggleGroup(group);
    linear.setOnAction(
        event -> {
          linear.setSelected(true);
          viewport.logarithmicProperty().set(false);
        });
    log.setOnAction(
        event -> {
          log.setSelected(true);
          viewport.logarithmicProperty().set(true);
        });
    Runnable show = () -> (viewport.logarithmicProperty().get() ? log : linear).setSelected(true);
    viewport.logarithmicProperty().addListener((property, before, now) -> show.run());
    show.run();
    return all;
  }

  private ToggleButton toggle(String id, String key, String tipKey) {
    ToggleButton button = new ToggleButton(messages.text(key));
    button.setId(id);
    button.setTooltip(new Tooltip(messages.text(tipKey)));
    return button;
  }

  private HBox smoothing() {
    Label label = new Label(messages.text("train.smoothing"));
    label.getStyleClass().add("muted");
    Tooltip formula = new Tooltip(messages.text("train.smoothing.tip"));
    formula.setWrapText(true);
    formula.setMaxWidth(420);
    label.setTooltip(formula);
    Slider slider = new Slider(0, ChartViewport.MAX_SMOOTHING, 0);
    slider.setId("smoothing");
    slider.setAccessibleText(messages.text("train.smoothing"));
    slider.setTooltip(formula);
    slider.setBlockIncrement(0.05);
    slider.valueProperty().bindBidirectional(viewport.smoothingProperty());
    slider.getStyleClass().add("smoothing-slider");
    NumberFormat format = NumberFormat.getNumberInstance(messages.locale());
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(2);
    Runnable show = () -> weight.setText(format.format(viewport.smoothingProperty().get()));
    viewport.smoothingProperty().addListener((property, before, now) -> show.run());
    show.run();
    weight.getStyleClass().add("smoothing-value");
    HBox group = new HBox(label, slider, weight);
    group.setAlignment(Pos.CENTER_LEFT);
    group.getStyleClass().add("chart-tool");
    return group;
  }
}
