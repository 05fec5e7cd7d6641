package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * A query on the sample images: by words where the model has any, by an image file, or by a click
 * on one of the samples.
 */
final class SampleQueryPane extends VBox {
  /** Below the ids that other parts of the program give to single files. */
  private static final long FIRST = -1_000_000;

  private final SampleQueryViewModel query;
  private final ThumbnailLoader thumbnails;
  private final FileDialogs dialogs;
  private final Messages messages;
  private final TextField words = new TextField();
  private final HBox field = new HBox();
  private final HBox progress = new HBox();
  private final TilePane images = new TilePane();
  private final Map<Path, Long> ids = new HashMap<>();

  SampleQueryPane(
      SampleQueryViewModel query,
      ThumbnailLoader thumbnails,
      FileDialogs dialogs,
      Messages messages) {
    this.query = query;
    this.thumbnails = thumbnails;
    this.dialogs = dialogs;
    this.messages = messages;
    setId("sample-query");
    getStyleClass().add("sample-query");
    Label title = new Label(messages.text("models.try"));
    title.getStyleClass().add("model-section-title");
    images.getStyleClass().add("sample-images");
    images.setId("sample-images");
    Label heading = label("small");
    heading.getStyleClass().add("muted");
    heading.setId("sample-heading");
    heading.textProperty().bind(query.titleProperty());
    Label problem = label("model-warning");
    problem.setId("sample-problem");
    problem.textProperty().bind(query.problemProperty());
    problem.visibleProperty().bind(query.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    progress.getStyleClass().add("model-progress-row");
    progress.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, field(), problem, progress, heading, images);
    query.imagesProperty().addListener((property, before, now) -> showImages(now));
    query.runningProperty().addListener((property, before, job) -> showProgress(job));
    showImages(query.imagesProperty().get());
    showProgress(null);
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private Node field() {
    words.setId("sample-words");
    words.setPromptText(messages.text("models.try.prompt"));
    words.setAccessibleText(messages.text("models.try.prompt"));
    words.textProperty().bindBidirectional(query.wordsProperty());
    words.setOnAction(event -> query.searchWords());
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button search = new Button(messages.text("models.try.search"), Icons.of("fth-search"));
    search.setId("sample-search");
    search.setMinWidth(USE_PREF_SIZE);
    search.setOnAction(event -> query.searchWords());
    search
        .disableProperty()
        .bind(Bindings.createBooleanBinding(() -> words.getText().isBlank(), words.textProperty()));
    field.getChildren().addAll(words, search);
    field.getStyleClass().add("model-buttons-row");
    field.setAlignment(Pos.CENTER_LEFT);
    field.managedProperty().bind(field.visibleProperty());
    Button image = new Button(messages.text("models.try.image"), Icons.of("fth-image"));
    image.setId("sample-image");
    image.setOnAction(event -> dialogs.image().ifPresent(query::searchLike));
    FlowPane like = new FlowPane(image);
    like.getStyleClass().add("model-buttons");
    VBox both = new VBox(field, like);
    both.getStyleClass().add("model-field");
    return both;
  }

  /** Shows the query of a model. */
  void show(InstalledModel model) {
    boolean usable = model.facts().isPresent();
    setVisible(usable);
    setManaged(usable);
    field.setVisible(model.facts().map(InstalledModel.Facts::words).orElse(false));
  }

  private void showImages(List<Path> files) {
    images.getChildren().clear();
    for (int i = 0; i < files.size(); i++) {
      images.getChildren().add(card(files.get(i), i + 1));
    }
  }

  private Node card(Path file, int rank) {
    ThumbnailView picture = new ThumbnailView(thumbnails, messages.text("models.try.missing"));
    picture.getStyleClass().add("sample-picture");
    // Taken to be square; that of another shape is cropped.
    picture.show(
        ImageRecord.builder(ids.computeIfAbsent(file, one -> FIRST - ids.size()), "", file)
            .size(1, 1)
            .build());
    String name = String.valueOf(file.getFileName());
    StackPane stack = new StackPane(picture);
    stack.setAlignment(Pos.TOP_LEFT);
    if (query.isRanked()) {
      Label number = new Label(Integer.toString(rank));
      number.getStyleClass().addAll("small", "sample-rank");
      stack.getChildren().add(number);
    }
    Button button = new Button(null, stack);
    button.getStyleClass().add("sample-card");
    button.setTooltip(new Tooltip(messages.text("models.try.similar", name)));
    button.setAccessibleText(
        query.isRanked()
            ? messages.text("models.try.spoken", rank, name)
            : messages.text("models.try.similar", name));
    button.setUserData(file);
    button.setOnAction(event -> query.searchLike(file));
    return button;
  }

  private void showProgress(@Nullable JobViewModel job) {
    JobProgress.show(
        progress,
        job,
        messages,
        shown -> {
          HBox.setHgrow(shown.bar(), Priority.ALWAYS);
          shown.text().setMinWidth(0);
          Button cancel = new Button(messages.text("models.add.cancel"));
          cancel.setMinWidth(USE_PREF_SIZE);
          cancel.setOnAction(event -> shown.job().cancel());
          return List.of(shown.bar(), shown.text(), cancel);
        });
  }

  /** The field for words. */
  TextField words() {
    return words;
  }
}
