package org.kamcl.explorer.ui.shell;

import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.ui.text.Messages;

/** The model in use: its networks, device, training data and limitations. */
final class ModelPane extends GridPane {
  private final Messages messages;
  private int rows;

  ModelPane(Optional<ModelInfo> model, Messages messages) {
    this.messages = messages;
    getStyleClass().addAll("popover-content", "model-pane");
    setId("model-pane");
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(new ColumnConstraints(), values);
    if (model.isPresent()) {
      show(model.get());
    } else {
      Label none = new Label(messages.text("model.none"));
      none.setWrapText(true);
      add(none, 0, 0, 2, 1);
    }
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
    row(messages.text("model.device"), device(model, messages));
    row(
        messages.text("model.concepts"),
        model.concepts() == 0
            ? messages.text("model.concepts.none")
            : messages.text("model.concepts.count", model.concepts()));
    row(messages.text("model.trained"), model.trainedOn());
    row(messages.text("model.limitations"), model.limitations());
    row(messages.text("model.folder"), model.folder().toString());
  }

  private void row(String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    Label label = new Label(name);
    label.getStyleClass().add("muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    GridPane.setValignment(label, VPos.TOP);
    addRow(rows++, label, text(value));
  }

  private static Label text(String value) {
    Label label = new Label(value);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** "KAMCL EfficientNet-Lite0, default". */
  static String title(ModelInfo model) {
    return "KAMCL " + model.backbone() + ", " + model.name();
  }

  /** "processor" or "GPU 0". */
  static String device(ModelInfo model, Messages messages) {
    return model.gpu().isPresent()
        ? messages.text("model.device.gpu", model.gpu().getAsInt())
        : messages.text("model.device.processor");
  }
}
