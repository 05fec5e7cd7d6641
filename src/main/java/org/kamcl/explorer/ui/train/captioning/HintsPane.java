package org.kamcl.explorer.ui.train.captioning;

import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.api.CaptioningQueue.Reason;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.collections.ModelLimits;
import org.kamcl.explorer.ui.text.Messages;

/** Why an image is suggested, and words for its caption. */
final class HintsPane extends VBox {
  private final CaptioningViewModel model;
  private final Messages messages;
  private final VBox reason = new VBox();
  private final VBox captions = new VBox();
  private final FlowPane terms = new FlowPane();
  private final VBox termBox = new VBox();
  private final VBox captionBox = new VBox();
  private final ArchiveViewModel archive;
  private final Consumer<String> use;

  /**
   * @param archive says what its model cannot do
   * @param use types a hint
   */
  HintsPane(
      CaptioningViewModel model,
      ArchiveViewModel archive,
      Consumer<String> use,
      Messages messages) {
    this.model = model;
    this.archive = archive;
    this.use = use;
    this.messages = messages;
    getStyleClass().add("captioning-side");
    reason.getStyleClass().add("captioning-group");
    captions.getStyleClass().add("captioning-hints");
    terms.getStyleClass().add("captioning-terms");
    captionBox.getStyleClass().add("captioning-group");
    captionBox.getChildren().addAll(title("captioning.hints"), captions);
    termBox.getStyleClass().add("captioning-group");
    termBox.getChildren().addAll(title("captioning.terms"), terms);
    getChildren().addAll(reason, captionBox, termBox);
    model.hints().addListener((ListChangeListener<RankedCaption>) change -> showHints());
    showHints();
  }

  private Label title(String key) {
    Label title = new Label(messages.text(key));
    title.getStyleClass().add("bold");
    return title;
  }

  /** Shows what is known of an image. */
  void show(Entry entry) {
    Reason why = entry.reason();
    reason.getChildren().setAll(title("captioning.why"));
    if (!ModelLimits.hasConcepts(archive)) {
      reason.getChildren().add(line("model.concepts.unsure"));
    } else if (!why.unsure().isEmpty()) {
      reason
          .getChildren()
          .add(line("captioning.unsure", String.join(", ", why.unsure()), why.uncertainty()));
    }
    why.distance()
        .ifPresentOrElse(
            distance -> reason.getChildren().add(line("captioning.distance", distance)),
            () -> reason.getChildren().add(line("captioning.first")));
    Label file = line("captioning.file", String.valueOf(entry.image().file().getFileName()));
    file.setId("captioning-file");
    reason.getChildren().add(file);
    terms.getChildren().setAll(why.strong().stream().map(this::term).toList());
    termBox.setVisible(!why.strong().isEmpty());
    termBox.setManaged(!why.strong().isEmpty());
  }

  private Label line(String key, Object... values) {
    Label line = new Label(messages.text(key, values));
    line.setWrapText(true);
    line.getStyleClass().addAll("small", "muted");
    return line;
  }

  private Node term(String term) {
    Button button = new Button(term);
    button.getStyleClass().addAll("captioning-term", "small");
    button.setFocusTraversable(false);
    button.setOnAction(event -> use.accept(term));
    return button;
  }

  private void showHints() {
    List<RankedCaption> hints = List.copyOf(model.hints());
    captions.getChildren().clear();
    for (int i = 0; i < hints.size(); i++) {
      captions.getChildren().add(hint(i + 1, hints.get(i)));
    }
    if (!ModelLimits.hasWords(archive)) {
      captions.getChildren().setAll(line("model.words.hints"));
    }
    captionBox.setVisible(!captions.getChildren().isEmpty());
    captionBox.setManaged(captionBox.isVisible());
  }

  private Node hint(int number, RankedCaption hint) {
    Label key = new Label("Alt+" + number);
    key.getStyleClass().addAll("small", "captioning-key");
    key.setMinWidth(USE_PREF_SIZE);
    Label caption = new Label(hint.caption());
    caption.setWrapText(true);
    caption.getStyleClass().add("small");
    if (!hint.fits()) {
      caption.getStyleClass().add("muted");
    }
    HBox.setHgrow(caption, Priority.ALWAYS);
    HBox row = new HBox(key, caption);
    row.setAlignment(Pos.TOP_LEFT);
    row.getStyleClass().add("captioning-hint");
    row.setAccessibleRole(AccessibleRole.BUTTON);
    row.setAccessibleText(hint.caption());
    row.setOnMouseClicked(event -> use.accept(hint.caption()));
    return row;
  }
}
