package org.kamcl.explorer.ui.shell;

import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.ui.text.Messages;

/** The model in use: its networks, device, training data and limitations. */
final class ModelPane extends GridPane {
  private final Messages messages;
  private final Runnable checks;
  private int rows;

  /**
   * @param models all models of the archive
   * @param checks shows the checks of the installation, which examine engine and device
   * @param all shows all installed models
   */
  ModelPane(
      Optional<ModelInfo> model, Node models, Messages messages, Runnable checks, Runnable all) {
    this.messages = messages;
    this.checks = checks;
    getStyleClass().addAll("popover-content", "model-pane");
    setId("model-pane");
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(new ColumnConstraints(), values);
    add(models, 0, rows++, 2, 1);
    if (model.isPresent()) {
      show(model.get());
    } else {
      Label none = new Label(messages.text("model.none"));
      none.setWrapText(true);
      add(none, 0, rows++, 2, 1);
      add(checks(), 0, rows++, 2, 1);
    }
    Hyperlink link = new Hyperlink(messages.text("model.all"));
    link.setId("model-all");
    link.setOnAction(event -> all.run());
    add(link, 0, rows++, 2, 1);
  }

  private void show(ModelInfo model) {
    Label title = new Label(title(model));
    title.getStyleClass().add("bold");
    add(title, 0, rows++, 2, 1);
    if (!model.description().isEmpty()) {
      add(text(model.description()), 0, rows++, 2, 1);
    }
    row(messages.text("model.networks"), model.backbone() + ", " + model.textEncoder());
    if (!model.words()) {
      add(text(messages.text("model.words.none")), 0, rows++, 2, 1);
    }
    FlowPane device = new FlowPane(text(device(model, messages)), checks());
    device.getStyleClass().add("model-device");
    row(messages.text("model.device"), device);
    row(
        messages.text("model.concepts"),
        model.concepts() == 0
            ? messages.text("model.concepts.none")
            : messages.text("model.concepts.count", model.concepts()));
    row(
        messages.text("model.bands"),
        messages.text(model.calibrated() ? "model.bands.measured" : "model.bands.archive"));
    row(messages.text("model.trained"), model.trainedOn());
    row(messages.text("model.limitations"), model.limitations());
    row(messages.text("model.folder"), model.folder().toString());
  }

  private void row(String name, String value) {
    if (!value.isEmpty()) {
      row(name, text(value));
    }
  }

  private void row(String name, Node value) {
    Label label = new Label(name);
    label.getStyleClass().add("muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    GridPane.setValignment(label, VPos.TOP);
    addRow(rows++, label, value);
  }

  private Hyperlink checks() {
    Hyperlink link = new Hyperlink(messages.text("help.menu.checks"));
    link.setId("model-checks");
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.setOnAction(event -> checks.run());
    return link;
  }

  private static Label text(String value) {
    Label label = new Label(value);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** "KAMCL EfficientNet-Lite0, default"; without concepts, the network is not KAMCL. */
  static String title(ModelInfo model) {
    return (model.concepts() > 0 ? "KAMCL " : "") + model.backbone() + ", " + model.name();
  }

  /** "processor" or "GPU 0". */
  static String device(ModelInfo model, Messages messages) {
    return model.gpu().isPresent()
        ? messages.text("model.device.gpu", model.gpu().getAsInt())
        : messages.text("model.device.processor");
  }
}
