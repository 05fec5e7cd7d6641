package org.kamcl.explorer.ui.reasons;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * How the model computes the score: branches, pooling, attention. It is the mechanism, and proves
 * nothing about what matters; the view says so. It is closed at first, and computed when opened.
 */
public final class MechanismView extends VBox {
  private final PoolingView pooling;
  private final AttentionView attention;
  private final VBox branchesBox;
  private final VBox poolingBox;
  private final VBox attentionBox;
  private final Label pending;

  /** Where the shares of the branches are shown elsewhere. */
  public MechanismView(ReasonsViewModel model, Messages messages) {
    this(model, new VBox(), messages);
    branchesBox.setVisible(false);
    branchesBox.setManaged(false);
  }

  /**
   * @param branches shows the share of each branch in the score
   */
  public MechanismView(ReasonsViewModel model, Node branches, Messages messages) {
    this.pooling = new PoolingView(messages);
    this.attention = new AttentionView(messages);
    getStyleClass().add("mechanism");
    setId("mechanism");
    ToggleButton open = new ToggleButton(messages.text("reasons.mechanism"));
    open.setId("mechanism-toggle");
    open.getStyleClass().setAll("toggle-button", "disclosure", "bold");
    open.setMaxWidth(Double.MAX_VALUE);
    open.graphicProperty()
        .bind(
            open.selectedProperty()
                .map(shown -> Icons.of(shown ? "fth-chevron-down" : "fth-chevron-right")));
    open.selectedProperty().bindBidirectional(model.mechanismShownProperty());
    Label note = new Label(messages.text("reasons.mechanism.note"));
    note.getStyleClass().addAll("small", "muted");
    note.setWrapText(true);
    this.pending = new Label(messages.text("reasons.mechanism.pending"));
    pending.getStyleClass().addAll("small", "muted");
    this.branchesBox =
        part(messages.text("reasons.branches"), messages.text("reasons.branches.note"), branches);
    this.poolingBox =
        part(messages.text("reasons.pooling"), messages.text("reasons.pooling.note"), pooling);
    this.attentionBox =
        part(
            messages.text("reasons.attention"), messages.text("reasons.attention.note"), attention);
    VBox content = new VBox(note, pending, branchesBox, poolingBox, attentionBox);
    content.getStyleClass().add("mechanism-content");
    content.visibleProperty().bind(open.selectedProperty());
    content.managedProperty().bind(open.selectedProperty());
    getChildren().setAll(open, content);
    model.mechanismProperty().addListener((property, before, now) -> show(now));
    show(model.mechanismProperty().get());
  }

  private static VBox part(String name, String explanation, Node content) {
    Label head = new Label(name);
    head.getStyleClass().add("bold");
    Label note = new Label(explanation);
    note.getStyleClass().addAll("small", "muted");
    note.setWrapText(true);
    VBox part = new VBox(head, note, content);
    part.getStyleClass().add("mechanism-part");
    return part;
  }

  private void show(Mechanism mechanism) {
    boolean known = mechanism != null;
    toggle(pending, !known);
    toggle(poolingBox, known && !mechanism.pooling().isEmpty());
    toggle(attentionBox, known && !mechanism.attention().isEmpty());
    if (known) {
      pooling.show(mechanism.pooling());
      if (!mechanism.attention().isEmpty()) {
        attention.show(mechanism.attention());
      }
    }
  }

  private static void toggle(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
