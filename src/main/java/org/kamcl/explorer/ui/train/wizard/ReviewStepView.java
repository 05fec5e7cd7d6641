package org.kamcl.explorer.ui.train.wizard;

import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.text.Messages;

/** The last step: what will be started, with name, seed and device. */
final class ReviewStepView extends VBox {
  private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

  private final WizardViewModel model;
  private final Messages messages;
  private final GridPane summary = new GridPane();
  private final TextField title = new TextField();
  private final CheckBox now;

  ReviewStepView(WizardViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("wizard-review");
    getStyleClass().add("wizard-page");
    now = new CheckBox(messages.text("wizard.start.now"));
    now.setId("wizard-now");
    summary.getStyleClass().add("wizard-grid");
    grow(summary);
    getChildren().addAll(fields(), summary, now);
    InvalidationListener update = change -> show();
    model.corpus().checkedProperty().addListener(update);
    model.corpus().decisionsProperty().addListener(update);
    model.plans().fromProperty().addListener(update);
    model.plans().settings().presetProperty().addListener(update);
    model.plans().settings().changesProperty().addListener(update);
    show();
  }

  private static void grow(GridPane grid) {
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setMinWidth(0);
    grid.getColumnConstraints().setAll(names, values);
  }

  private GridPane fields() {
    title.setId("wizard-title");
    title.textProperty().bindBidirectional(model.plans().titleProperty());
    TextField seed = new TextField();
    seed.setId("wizard-seed");
    seed.textProperty().bindBidirectional(model.plans().seedProperty());
    Label wrong = new Label(messages.text("wizard.seed.wrong"));
    wrong.setId("wizard-seed-problem");
    wrong.getStyleClass().addAll("small", "setting-problem");
    wrong.managedProperty().bind(wrong.visibleProperty());
    wrong.setVisible(model.plans().seedNumber().isEmpty());
    seed.textProperty()
        .addListener(
            (property, before, text) -> {
              boolean bad = model.plans().seedNumber().isEmpty();
              wrong.setVisible(bad);
              seed.pseudoClassStateChanged(INVALID, bad);
            });
    ComboBox<String> device = new ComboBox<>();
    device.setId("wizard-device");
    device.getItems().setAll("cpu", "gpu", "auto");
    device.setConverter(new DisplayConverter<>(value -> messages.text(deviceKey(value))));
    device.valueProperty().bindBidirectional(model.plans().deviceProperty());
    GridPane grid = new GridPane();
    grid.getStyleClass().add("wizard-grid");
    grow(grid);
    row(grid, 0, "wizard.review.name", title);
    row(grid, 1, "wizard.review.seed", new VBox(seed, wrong));
    row(grid, 2, "wizard.review.device", device);
    return grid;
  }

  private static String deviceKey(String device) {
    return switch (device) {
      case "gpu" -> "wizard.device.gpu";
      case "auto" -> "wizard.device.auto";
      default -> "wizard.device.cpu";
    };
  }

  private void row(GridPane grid, int row, String key, Node value) {
    Label name = new Label(messages.text(key));
    name.getStyleClass().add("muted");
    name.setLabelFor(value);
    grid.addRow(row, name, value);
  }

  private void line(String key, String text) {
    Label value = new Label(text);
    value.setWrapText(true);
    row(summary, summary.getRowCount(), key, value);
  }

  private void show() {
    summary.getChildren().clear();
    if (model.corpus().checkedProperty().get() == null) {
      return;
    }
    title.setPromptText(model.plans().suggestedTitle());
    line(
        "wizard.step.corpus",
        messages.text(
            "wizard.review.corpus",
            model.corpus().checkedProperty().get().report().corpus().name(),
            model.corpus().trainingImages(),
            model.corpus().exclusions().size()));
    line("wizard.step.start", from(model.plans().fromProperty().get(), messages));
    line(
        "wizard.review.preset",
        messages.text(model.plans().settings().presetProperty().get().key()));
    Map<String, String> changes = model.plans().settings().changesProperty().get();
    line(
        "wizard.review.changes",
        changes.isEmpty()
            ? messages.text("wizard.review.no.changes")
            : changes.entrySet().stream()
                .map(change -> change.getKey() + " = " + change.getValue())
                .collect(Collectors.joining("\n")));
  }

  /** The initial weights in words. */
  static String from(String from, Messages messages) {
    return switch (from) {
      case RunPlan.PRETRAINED -> messages.text("wizard.from.pretrained");
      case RunPlan.SCRATCH -> messages.text("wizard.from.scratch");
      default -> messages.text("wizard.from.named", from);
    };
  }

  /** Whether the run starts beside others instead of waiting for them. */
  boolean startsNow() {
    return now.isSelected();
  }

  /** The field of the name. */
  TextField titleField() {
    return title;
  }
}
