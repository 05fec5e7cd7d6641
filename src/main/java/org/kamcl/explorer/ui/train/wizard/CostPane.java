package org.kamcl.explorer.ui.train.wizard;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** What the run will take, beside every step: time, memory, disk, device, and the presets. */
final class CostPane extends VBox {
  private static final double GIGABYTE = 1 << 30;

  private final WizardViewModel model;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final Supplier<LocalDateTime> clock;
  private final VBox cost = new VBox();
  private final VBox presets = new VBox();

  CostPane(WizardViewModel model, Messages messages, Supplier<LocalDateTime> clock) {
    this.model = model;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.clock = clock;
    setId("wizard-cost");
    getStyleClass().add("wizard-cost");
    cost.getStyleClass().add("cost-section");
    presets.getStyleClass().add("cost-section");
    Label promise = new Label(messages.text("wizard.promise"));
    promise.setWrapText(true);
    promise.getStyleClass().addAll("small", "muted");
    VBox foot = new VBox(promise);
    foot.getStyleClass().add("cost-section");
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    getChildren().addAll(cost, presets, gap, foot);
    InvalidationListener update = change -> show();
    model.corpus().checkedProperty().addListener(update);
    model.corpus().decisionsProperty().addListener(update);
    model.plans().fromProperty().addListener(update);
    model.plans().settings().settings().addListener(update);
    model.plans().settings().changesProperty().addListener(update);
    model.plans().settings().problemsProperty().addListener(update);
    model.plans().estimates().revisionProperty().addListener(update);
    model.plans().estimates().measuringProperty().addListener(update);
    model.plans().estimates().problemProperty().addListener(update);
    model.plans().deviceProperty().addListener(update);
    model.plans().seedProperty().addListener(update);
    show();
  }

  private void show() {
    showCost();
    showPresets();
  }

  private void showCost() {
    cost.getChildren().setAll(bold(messages.text("wizard.cost")));
    Optional<RunEstimate> found = model.plans().estimate();
    boolean measuring = model.plans().estimates().measuringProperty().get();
    if (found.isPresent()) {
      measured(found.get());
    } else {
      String text =
          measuring
              ? messages.text("wizard.cost.measuring")
              : model.plans().plan().isEmpty()
                  ? messages.text("wizard.cost.not.ready")
                  : messages.text("wizard.cost.not.measured");
      cost.getChildren().add(wrapped(text, "muted"));
    }
    String problem = model.plans().estimates().problemProperty().get();
    if (!problem.isEmpty()) {
      cost.getChildren().add(CorpusStepView.notice("wizard-cost-problem", problem, true));
    }
    if (measuring) {
      ProgressIndicator ring = new ProgressIndicator();
      ring.getStyleClass().add("cost-ring");
      Hyperlink cancel = new Hyperlink(messages.text("wizard.measure.cancel"));
      cancel.setOnAction(event -> model.plans().estimates().cancel());
      HBox row = new HBox(ring, new Label(messages.text("wizard.measuring")), cancel);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("wizard-bar");
      cost.getChildren().add(row);
    } else {
      Button measure =
          new Button(
              messages.text(found.isPresent() ? "wizard.measure.again" : "wizard.measure"),
              Icons.of("fth-activity"));
      measure.setId("wizard-measure");
      measure.setDisable(model.plans().plan().isEmpty());
      measure.setOnAction(event -> model.plans().measure());
      cost.getChildren().add(measure);
    }
  }

  private void measured(RunEstimate found) {
    Label time = new Label(duration(found.duration()));
    time.setId("wizard-duration");
    time.getStyleClass().add("cost-time");
    String device =
        messages.text(found.device().startsWith("gpu") ? "wizard.on.gpu" : "wizard.on.cpu");
    Label end = wrapped(messages.text("wizard.ends", device, end(found.duration())), "muted");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("wizard-grid");
    row(
        grid,
        "wizard.cost.measured",
        messages.text("wizard.cost.speed", found.pairsPerSecond(), found.secondsPerStep()));
    row(
        grid,
        "wizard.cost.memory",
        messages.text(
            "wizard.cost.of", found.memoryBytes() / GIGABYTE, found.memoryTotalBytes() / GIGABYTE));
    row(
        grid,
        "wizard.cost.disk",
        messages.text(
            "wizard.cost.free", found.diskBytes() / GIGABYTE, found.diskFreeBytes() / GIGABYTE));
    row(
        grid,
        "wizard.cost.device",
        messages.text(
            found.device().startsWith("gpu") ? "wizard.cost.gpu" : "wizard.cost.cpu",
            found.threads()));
    cost.getChildren().addAll(time, end, grid);
    for (Problem warning : found.warnings()) {
      cost.getChildren().add(CorpusStepView.notice("", errors.format(warning), false));
    }
  }

  private void row(GridPane grid, String key, String text) {
    Label name = new Label(messages.text(key));
    name.getStyleClass().add("muted");
    name.setMinWidth(USE_PREF_SIZE);
    Label value = new Label(text);
    value.setWrapText(true);
    grid.addRow(grid.getRowCount(), name, value);
  }

  private String end(Duration duration) {
    LocalDateTime now = clock.get();
    LocalDateTime end = now.plus(duration);
    String time =
        DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
            .withLocale(messages.locale())
            .format(end);
    if (end.toLocalDate().equals(now.toLocalDate())) {
      return messages.text("wizard.today", time);
    }
    if (end.toLocalDate().equals(now.toLocalDate().plusDays(1))) {
      return messages.text("wizard.tomorrow", time);
    }
    String day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .withLocale(messages.locale())
            .format(end);
    return messages.text("wizard.on.day", time, day);
  }

  /** A duration with at most two units. */
  private String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return messages.text("wizard.seconds", Math.max(1, seconds));
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 60
        ? messages.text("wizard.minutes", minutes)
        : messages.text("wizard.hours", minutes / 60, minutes % 60);
  }

  private void showPresets() {
    presets.getChildren().setAll(bold(messages.text("wizard.preset")));
    ToggleGroup group = new ToggleGroup();
    for (Preset preset : Preset.values()) {
      presets.getChildren().add(card(preset, group));
    }
    model.plans().overnight().ifPresent(night -> presets.getChildren().add(link(night)));
  }

  private Hyperlink link(Overnight night) {
    String key =
        night.limited()
            ? "wizard.overnight.limited"
            : night.fits() ? "wizard.overnight" : "wizard.overnight.longer";
    Hyperlink link = new Hyperlink(messages.text(key, night.epochs(), duration(night.duration())));
    link.setId("wizard-overnight");
    link.setWrapText(true);
    link.setOnAction(event -> model.plans().chooseOvernight());
    return link;
  }

  private Node card(Preset preset, ToggleGroup group) {
    boolean possible = model.plans().allows(preset);
    boolean chosen = model.plans().settings().presetProperty().get() == preset;
    RadioButton button = new RadioButton(messages.text(preset.key()));
    button.setId("preset-" + preset.configuration());
    button.getStyleClass().add("bold");
    button.setToggleGroup(group);
    button.setSelected(chosen);
    button.setDisable(!possible);
    button.setOnAction(event -> model.plans().choosePreset(preset));
    Label time =
        new Label(
            model.plans().estimate(preset).map(found -> duration(found.duration())).orElse(""));
    time.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(button, gap, time);
    head.setAlignment(Pos.CENTER_LEFT);
    Label text = wrapped(messages.text(preset.textKey(possible)), "muted");
    text.getStyleClass().addAll("small", "wizard-card-text");
    VBox card = new VBox(head, text);
    card.getStyleClass().add("wizard-card");
    card.pseudoClassStateChanged(WizardView.CHOSEN, chosen);
    if (possible && !chosen) {
      card.setOnMouseClicked(event -> model.plans().choosePreset(preset));
    }
    return card;
  }

  private static Label bold(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("bold");
    return label;
  }

  private static Label wrapped(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }

  /** The time of the computer. */
  static LocalDateTime now() {
    return LocalDateTime.now(ZoneId.systemDefault());
  }
}
