package org.kamcl.explorer.ui.reasons;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.engine.explain.WordAttention;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.text.Messages;

/** Which words read which in the text encoder: through all layers, or in one head. */
final class AttentionView extends VBox {
  private final Messages messages;
  private final ChoiceBox<WordAttention> text = new ChoiceBox<>();
  private final ToggleButton all;
  private final Label chosen = new Label();
  private final AttentionMatrix matrix;
  private final AttentionHeads heads;

  AttentionView(Messages messages) {
    this.messages = messages;
    this.matrix = new AttentionMatrix(messages);
    this.heads = new AttentionHeads(messages);
    this.all = new ToggleButton(messages.text("reasons.attention.rollout"));
    getStyleClass().add("attention");
    all.getStyleClass().add("small");
    all.setOnAction(event -> showRollout());
    all.setMinWidth(USE_PREF_SIZE);
    chosen.getStyleClass().addAll("small", "muted");
    text.setConverter(new DisplayConverter<>(attention -> words(attention)));
    text.valueProperty().addListener((property, before, now) -> showText(now));
    text.setMaxWidth(Double.MAX_VALUE);
    heads.onChosen(this::showHead);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(all, gap, chosen);
    line.setAlignment(Pos.CENTER_LEFT);
    Label hint = new Label(messages.text("reasons.attention.heads"));
    hint.getStyleClass().addAll("small", "muted");
    hint.setWrapText(true);
    getChildren().setAll(text, line, matrix, hint, heads);
  }

  private static String words(WordAttention attention) {
    return String.join(" ", attention.words().subList(1, attention.words().size() - 1));
  }

  /** Shows the attention of each text of a query; at least one. */
  void show(List<WordAttention> texts) {
    text.setVisible(texts.size() > 1);
    text.setManaged(texts.size() > 1);
    text.setItems(FXCollections.observableList(texts));
    text.setValue(texts.get(0));
  }

  private void showText(WordAttention attention) {
    if (attention != null) {
      heads.show(attention.layers());
      showRollout();
    }
  }

  private void showRollout() {
    heads.clear();
    all.setSelected(true);
    chosen.setText("");
    matrix.show(text.getValue().words(), text.getValue().rollout());
  }

  private void showHead(int layer, int head) {
    all.setSelected(false);
    chosen.setText(messages.text("reasons.attention.head", layer + 1, head + 1));
    matrix.show(text.getValue().words(), text.getValue().layers()[layer][head]);
  }
}
