package org.kamcl.explorer.ui.inspect;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Sentences of a text file, ranked for the image; the file is chosen or dropped. */
final class SentencesPane extends VBox {
  private final SentencesViewModel model;
  private final Supplier<Optional<Path>> chooseFile;

  /**
   * @param ranked shows the sentences
   * @param chooseFile asks for a text file
   * @param highlight shows the sentences anew
   */
  SentencesPane(
      SentencesViewModel model,
      RankedCaptions ranked,
      Supplier<Optional<Path>> chooseFile,
      Runnable highlight,
      Messages messages) {
    this.model = model;
    this.chooseFile = chooseFile;
    setId("sentences");
    getStyleClass().add("details-section");
    Label hint = note();
    hint.setText(messages.text("inspect.sentences.hint"));
    Label state = note();
    state.textProperty().bind(model.stateProperty());
    Label problem = note();
    problem.setId("sentences-problem");
    problem.getStyleClass().add("sentences-problem");
    problem.textProperty().bind(model.problemProperty());
    Hyperlink choose = new Hyperlink(messages.text("inspect.sentences.choose"));
    choose.setId("sentences-choose");
    choose.setOnAction(event -> choose());
    getChildren().addAll(head(messages), hint, choose, state, problem, ranked);
    shownIf(
        hint,
        Bindings.createBooleanBinding(
            () -> model.fileProperty().get().isEmpty(), model.fileProperty()));
    shownIf(choose, hint.visibleProperty());
    shownIf(state, model.stateProperty().isNotEmpty());
    shownIf(problem, model.problemProperty().isNotEmpty());
    model.ranked().addListener((ListChangeListener<RankedCaption>) change -> highlight.run());
  }

  private Node head(Messages messages) {
    Label title = new Label(messages.text("inspect.sentences"));
    title.getStyleClass().add("bold");
    title.setMinWidth(USE_PREF_SIZE);
    Label name = new Label();
    name.setId("sentences-file");
    name.getStyleClass().addAll("small", "muted");
    name.setTooltip(new Tooltip());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button again =
        Icons.button("fth-folder", messages.text("inspect.sentences.other"), this::choose);
    again.getStyleClass().add(Styles.FLAT);
    Button remove = Icons.button("fth-x", messages.text("inspect.sentences.remove"), model::remove);
    remove.setId("sentences-remove");
    remove.getStyleClass().add(Styles.FLAT);
    model
        .fileProperty()
        .addListener(
            (property, before, file) -> {
              name.setText(file.map(f -> String.valueOf(f.getFileName())).orElse(""));
              name.getTooltip().setText(file.map(Path::toString).orElse(""));
            });
    var chosen =
        Bindings.createBooleanBinding(
            () -> model.fileProperty().get().isPresent(), model.fileProperty());
    shownIf(again, chosen);
    shownIf(remove, chosen);
    HBox head = new HBox(title, name, gap, again, remove);
    head.getStyleClass().add("section-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private void choose() {
    chooseFile.get().ifPresent(model::choose);
  }

  private static Label note() {
    Label label = new Label();
    label.getStyleClass().addAll("small", "muted");
    label.setWrapText(true);
    return label;
  }

  private static void shownIf(Node part, javafx.beans.value.ObservableValue<Boolean> condition) {
    part.visibleProperty().bind(condition);
    part.managedProperty().bind(condition);
  }

  /** Accepts a text file that is dropped on a node; other files are left to its parents. */
  void acceptDropsOn(Node node) {
    node.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (!text(event).isEmpty()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    node.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          List<Path> files = text(event);
          if (!files.isEmpty()) {
            model.choose(files.get(0));
            event.setDropCompleted(true);
            event.consume();
          }
        });
  }

  private static List<Path> text(DragEvent event) {
    return event.getDragboard().getFiles().stream()
        .map(File::toPath)
        .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".txt"))
        .limit(1)
        .toList();
  }
}
