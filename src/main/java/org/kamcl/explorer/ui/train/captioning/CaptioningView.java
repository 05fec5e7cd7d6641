package org.kamcl.explorer.ui.train.captioning;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.CaptionSuggestions;
import org.kamcl.explorer.api.CaptioningQueue.State;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.train.captioning.CaptioningViewModel.Page;

/** The captioning queue: its start, an image with its captions, and its end. */
final class CaptioningView extends BorderPane {
  private static final int USUAL = 20;

  private final CaptioningViewModel model;
  private final Messages messages;
  private final Label progress = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final Label problem = new Label();
  private final Spinner<Integer> count = new Spinner<>(1, CaptionSuggestions.MOST, USUAL);
  private final ComboBox<String> collection = new ComboBox<>();
  private final Button suggest = new Button();
  private final Button fineTune = new Button();
  private final Label summary = new Label();
  private final LargeImage image;
  private final HintsPane hints;
  private final CaptionEditor editor;
  private final Node start;
  private final Node done;
  private final BorderPane work = new BorderPane();
  private final VBox footer;
  private VBox startPage = new VBox();
  private VBox donePage = new VBox();

  /**
   * @param archive says what its model cannot do
   * @param leave shows the runs again
   */
  CaptioningView(
      CaptioningViewModel model,
      ArchiveViewModel archive,
      ThumbnailLoader thumbnails,
      Runnable leave,
      Messages messages) {
    this.model = model;
    this.messages = messages;
    setId("captioning");
    getStyleClass().add("captioning");
    image = new LargeImage(thumbnails, messages);
    editor = new CaptionEditor(model, messages);
    hints = new HintsPane(model, archive, editor::use, messages);
    ScrollPane side = new ScrollPane(hints);
    side.setFitToWidth(true);
    side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    side.getStyleClass().add("captioning-side-scroll");
    work.setCenter(image);
    work.setRight(side);
    start = start();
    done = done();
    problem.setId("captioning-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("captioning-problem");
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    footer = new VBox(editor, problem);
    footer.getStyleClass().add("captioning-footer");
    setTop(header(leave));
    model.pageProperty().addListener((property, before, now) -> update());
    model.versionProperty().addListener((property, before, now) -> update());
    update();
  }

  private Node header(Runnable leave) {
    Button back = Icons.button("fth-chevron-left", messages.text("captioning.leave"), leave);
    back.setId("captioning-leave");
    Label title = new Label(messages.text("captioning.title"));
    title.getStyleClass().addAll("bold", "captioning-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    progress.setId("captioning-progress");
    progress.getStyleClass().add("muted");
    bar.getStyleClass().add("captioning-bar");
    bar.visibleProperty().bind(progress.textProperty().isNotEmpty());
    HBox header = new HBox(back, title, gap, progress, bar);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("captioning-header");
    return header;
  }

  private Node start() {
    Label title = new Label(messages.text("captioning.start"));
    title.getStyleClass().add(Styles.TITLE_4);
    Label text = new Label(messages.text("captioning.start.text"));
    text.setWrapText(true);
    text.getStyleClass().add("muted");
    count.setId("captioning-count");
    count.setEditable(true);
    count.getStyleClass().add("captioning-count");
    Label images = new Label(messages.text("captioning.count"));
    images.setLabelFor(count);
    collection.setId("captioning-collection");
    Label from = new Label(messages.text("captioning.from"));
    from.setLabelFor(collection);
    suggest.setText(messages.text("captioning.suggest"));
    suggest.setId("captioning-suggest");
    suggest.getStyleClass().add(Styles.ACCENT);
    suggest.setDefaultButton(true);
    suggest.setOnAction(event -> suggest());
    HBox choice = new HBox(images, count, from, collection);
    choice.setAlignment(Pos.CENTER_LEFT);
    choice.getStyleClass().add("captioning-choice");
    startPage = page(title, text, choice, suggest);
    return new StackPane(startPage);
  }

  private void suggest() {
    int chosen = collection.getSelectionModel().getSelectedIndex();
    model.suggest(wanted(), chosen > 0 ? Optional.of(collection.getValue()) : Optional.empty());
  }

  /** The number as typed; one that is not valid is replaced by the last valid one. */
  private int wanted() {
    try {
      int typed = Integer.parseInt(count.getEditor().getText().strip());
      count.getValueFactory().setValue(Math.max(1, Math.min(CaptionSuggestions.MOST, typed)));
    } catch (NumberFormatException e) {
      // Shown below: the editor gets the value back.
      count.getEditor().setText(String.valueOf(count.getValue()));
    }
    return count.getValue();
  }

  private Node done() {
    Label title = new Label(messages.text("captioning.done"));
    title.getStyleClass().add(Styles.TITLE_4);
    summary.setId("captioning-summary");
    summary.setWrapText(true);
    summary.getStyleClass().add("muted");
    fineTune.setText(messages.text("captioning.finetune"));
    fineTune.setId("captioning-finetune");
    fineTune.getStyleClass().add(Styles.ACCENT);
    fineTune.setDefaultButton(true);
    fineTune.setOnAction(event -> model.fineTune());
    Button more = new Button(messages.text("captioning.more"));
    more.setId("captioning-more");
    more.setOnAction(event -> model.startAgain());
    Button undo = new Button(messages.text("captioning.undo"));
    undo.setOnAction(event -> model.undo());
    Button back = new Button(messages.text("captioning.back"));
    back.setOnAction(event -> model.back());
    // Large texts need a second row; a button is never cut.
    FlowPane buttons = new FlowPane();
    for (Button button : List.of(fineTune, more, back, undo)) {
      button.setMinWidth(USE_PREF_SIZE);
      buttons.getChildren().add(button);
    }
    buttons.getStyleClass().add("captioning-actions");
    donePage = page(title, summary, buttons);
    return new StackPane(donePage);
  }

  private static VBox page(Node... nodes) {
    VBox box = new VBox(nodes);
    box.getStyleClass().add("captioning-page");
    box.setAlignment(Pos.CENTER);
    box.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    return box;
  }

  private void update() {
    Page page = model.pageProperty().get();
    boolean captioning = page == Page.IMAGE;
    int size = model.size();
    progress.setText(
        captioning
            ? messages.text("captioning.progress", model.indexProperty().get() + 1, size)
            : "");
    bar.setProgress(size == 0 ? 0 : 1 - (double) model.count(State.OPEN) / size);
    if (captioning) {
      image.show(model.entry().image());
      hints.show(model.entry());
      editor.show();
    }
    switch (page) {
      case IMAGE -> show(work, footer);
      case START -> {
        fillCollections();
        show(start, startPage);
      }
      case DONE -> {
        summary.setText(
            messages.text(
                "captioning.summary",
                model.captions(),
                model.count(State.CAPTIONED),
                model.count(State.SKIPPED),
                model.count(State.UNUSABLE)));
        fineTune.setDisable(model.captions() == 0);
        show(done, donePage);
      }
      default -> show(new StackPane(), footer);
    }
    focus();
  }

  /**
   * Shows a page.
   *
   * @param below gets the problem as its last node: it stands near what it is about
   */
  private void show(Node center, VBox below) {
    footer.getChildren().clear();
    if (center == work) {
      footer.getChildren().add(editor);
    }
    if (!below.getChildren().contains(problem)) {
      below.getChildren().add(problem);
    }
    if (getCenter() != center) {
      setCenter(center);
    }
    if (getBottom() != footer) {
      setBottom(footer);
    }
  }

  private void fillCollections() {
    String before = collection.getValue();
    collection.getItems().setAll(messages.text("captioning.all"));
    collection.getItems().addAll(model.collections());
    collection.getSelectionModel().select(0);
    if (before != null && collection.getItems().contains(before)) {
      collection.getSelectionModel().select(before);
    }
  }

  /** Gives the focus to what comes next. */
  void focus() {
    switch (model.pageProperty().get()) {
      case IMAGE -> editor.focus();
      case START -> suggest.requestFocus();
      case DONE -> fineTune.requestFocus();
      default -> requestFocus();
    }
  }
}
