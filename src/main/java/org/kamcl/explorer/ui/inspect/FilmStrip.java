package org.kamcl.explorer.ui.inspect;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;

/** The hits as a column of small images; the inspected one is selected. */
final class FilmStrip extends ListView<SearchHit> {
  /** Height of a row, pixels at normal text size. */
  private static final double ROW = 72;

  private final SelectionViewModel selection;
  private final ThumbnailLoader thumbnails;
  private boolean following;

  FilmStrip(
      SelectionViewModel selection,
      ThumbnailLoader thumbnails,
      TextSize textSize,
      Messages messages) {
    this.selection = selection;
    this.thumbnails = thumbnails;
    setId("film");
    getStyleClass().add("film-strip");
    setAccessibleText(messages.text("results.label"));
    setItems(selection.hits());
    setCellFactory(list -> new Cell());
    fixedCellSizeProperty()
        .bind(textSize.percentProperty().map(percent -> Math.rint(ROW * textSize.factor())));
    getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, hit) -> {
              if (hit != null && !following) {
                selection.select(hit);
              }
            });
    selection.selectedProperty().addListener((property, before, hit) -> follow());
    selection.hits().addListener((ListChangeListener<SearchHit>) change -> follow());
    sceneProperty().addListener((property, before, scene) -> follow());
  }

  private void follow() {
    SearchHit hit = selection.selected();
    int index = hit == null ? -1 : selection.indexOf(hit);
    following = true;
    if (index < 0) {
      getSelectionModel().clearSelection();
    } else {
      getSelectionModel().select(index);
      if (getScene() != null) {
        scrollTo(Math.max(0, index - 2));
      }
    }
    following = false;
  }

  private final class Cell extends ListCell<SearchHit> {
    private final ThumbnailView thumbnail = new ThumbnailView(thumbnails, "");
    private final Label rank = new Label();
    private final StackPane box = new StackPane(thumbnail, rank);

    Cell() {
      getStyleClass().add("film-cell");
      thumbnail.getStyleClass().add("film-thumbnail");
      rank.getStyleClass().addAll("film-rank", "small");
      StackPane.setAlignment(rank, Pos.TOP_LEFT);
      box.getStyleClass().add("film-box");
    }

    @Override
    protected void updateItem(SearchHit hit, boolean empty) {
      super.updateItem(hit, empty);
      boolean there = !empty && hit != null;
      thumbnail.show(there ? hit.image() : null);
      rank.setText(there ? Integer.toString(hit.rank()) : "");
      setGraphic(there ? box : null);
    }
  }
}
