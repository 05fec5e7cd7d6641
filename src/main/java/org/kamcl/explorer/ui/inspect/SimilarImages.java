package org.kamcl.explorer.ui.inspect;

import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.text.Messages;

/** The most similar images of the archive in a row; a click inspects one. */
final class SimilarImages extends VBox {
  private final ThumbnailLoader thumbnails;
  private final Messages messages;
  private final HBox row = new HBox();
  private final Label none = new Label();

  /**
   * @param open inspects an image
   * @param search searches for images like the inspected one
   */
  SimilarImages(
      InspectViewModel model,
      ThumbnailLoader thumbnails,
      Messages messages,
      Consumer<SearchHit> open,
      Runnable search) {
    this.thumbnails = thumbnails;
    this.messages = messages;
    setId("similar");
    getStyleClass().add("similar-images");
    Label title = new Label(messages.text("inspect.similar"));
    title.getStyleClass().add("bold");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Hyperlink like = new Hyperlink(messages.text("inspect.similar.search"));
    like.setOnAction(event -> search.run());
    HBox head = new HBox(title, gap, like);
    head.setAlignment(Pos.CENTER_LEFT);
    none.setText(messages.text("inspect.similar.none"));
    none.getStyleClass().addAll("muted", "small");
    row.getStyleClass().add("similar-row");
    row.setMinWidth(0);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(row.widthProperty());
    clip.heightProperty().bind(row.heightProperty());
    row.setClip(clip);
    row.widthProperty().addListener((property, before, width) -> hideCut());
    getChildren().addAll(head, row);
    model
        .similar()
        .addListener(
            (ListChangeListener<SearchHit>)
                change -> {
                  row.getChildren()
                      .setAll(model.similar().stream().map(h -> button(h, open)).toList());
                  if (row.getChildren().isEmpty()) {
                    row.getChildren().setAll(none);
                  }
                  hideCut();
                });
    row.getChildren().setAll(none);
  }

  private Button button(SearchHit hit, Consumer<SearchHit> open) {
    ThumbnailView thumbnail = new ThumbnailView(thumbnails, "");
    thumbnail.getStyleClass().add("similar-thumbnail");
    thumbnail.show(hit.image());
    Button button = new Button(null, thumbnail);
    button.getStyleClass().add("similar-image");
    String name = String.valueOf(hit.image().file().getFileName());
    button.setTooltip(new Tooltip(name));
    button.setAccessibleText(messages.text("inspect.similar.image", name));
    button.setOnAction(event -> open.accept(hit));
    return button;
  }

  /** An image that does not fit is left out, and can then not be reached by keyboard either. */
  private void hideCut() {
    row.getChildren()
        .forEach(
            child ->
                child.setVisible(
                    child == none || child.getBoundsInParent().getMaxX() <= row.getWidth() + 1));
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    row.layout();
    hideCut();
  }
}
