package org.kamcl.explorer.ui.explore;

import java.util.Optional;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.control.ConceptText;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** Captions of the archive ranked by the query, each with its first image. */
final class CaptionsList extends StackPane {

  private final CaptionsViewModel model;
  private final SelectionViewModel selection;
  private final ThumbnailLoader thumbnailLoader;
  private final ConceptHandler concepts;
  private final PlaceNames places;
  private final Messages messages;
  private final ListView<CaptionHit> list = new ListView<>();
  private Set<String> shared = Set.of();
  private Set<String> known = Set.of();

  CaptionsList(
      CaptionsViewModel model,
      SelectionViewModel selection,
      ThumbnailLoader thumbnailLoader,
      ConceptHandler concepts,
      PlaceNames places,
      Messages messages) {
    this.model = model;
    this.selection = selection;
    this.thumbnailLoader = thumbnailLoader;
    this.concepts = concepts;
    this.places = places;
    this.messages = messages;
    setId("captions");
    list.getStyleClass().add("captions-list");
    list.setAccessibleText(messages.text("results.captions.label"));
    list.setItems(model.captions());
    list.setCellFactory(l -> new Cell());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, caption) -> {
              if (caption != null) {
                model.select(caption);
              }
            });
    list.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          CaptionHit caption = list.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && caption != null) {
            model.search(caption);
            event.consume();
          }
        });
    Label none = new Label();
    none.setWrapText(true);
    none.getStyleClass().addAll("muted", "captions-none");
    list.setPlaceholder(none);
    Runnable updatePlaceholder =
        () ->
            none.setText(
                !model.problemProperty().get().isEmpty()
                    ? model.problemProperty().get()
                    : messages.text(
                        model.stateProperty().get() == CaptionsViewModel.State.EMPTY
                            ? "results.captions.none"
                            : "results.captions.loading"));
    model.stateProperty().addListener((property, before, now) -> updatePlaceholder.run());
    model.problemProperty().addListener((property, before, now) -> updatePlaceholder.run());
    model.captions().addListener((ListChangeListener<CaptionHit>) change -> words());
    updatePlaceholder.run();
    getChildren().add(list);
  }

  private void words() {
    shared = ResultsViewModel.sharedConceptNames(selection.hits());
    known = ResultsViewModel.conceptNames(selection.hits());
    list.refresh();
  }

  /** Focuses the list. */
  void focus() {
    list.requestFocus();
  }

  private final class Cell extends ListCell<CaptionHit> {
    private final ThumbnailView thumbnail = new ThumbnailView(thumbnailLoader, "");
    private final Label rank = new Label();
    private final StackPane sentence = new StackPane();
    private final Label where = new Label();
    private final Hyperlink search = new Hyperlink(messages.text("results.captions.search"));
    private final HBox row;

    Cell() {
      getStyleClass().add("caption-row");
      thumbnail.getStyleClass().add("caption-thumbnail");
      rank.getStyleClass().addAll("hit-rank", "caption-rank");
      where.getStyleClass().addAll("small", "muted");
      search.getStyleClass().add("small");
      search.setMinWidth(USE_PREF_SIZE);
      search.setOnAction(event -> model.search(getItem()));
      search.setFocusTraversable(false);
      VBox text = new VBox(sentence, where);
      text.getStyleClass().add("caption-text");
      text.setAlignment(Pos.CENTER_LEFT);
      text.setMinWidth(0);
      HBox.setHgrow(text, Priority.ALWAYS);
      row = new HBox(thumbnail, rank, text, search);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("caption-box");
      // No preferred width, so that captions wrap at the width of the list.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(CaptionHit caption, boolean empty) {
      super.updateItem(caption, empty);
      if (empty || caption == null) {
        thumbnail.show(null);
        setGraphic(null);
        return;
      }
      Optional<ImageRecord> image = model.firstImage(caption);
      thumbnail.show(image.orElse(null));
      rank.setText(Integer.toString(caption.rank()));
      sentence.getChildren().setAll(new ConceptText(caption.caption(), shared, known, concepts));
      where.setText(where(caption, image));
      setGraphic(row);
    }

    private String where(CaptionHit caption, Optional<ImageRecord> image) {
      String count = messages.text("results.captions.images", caption.images().size());
      String place = image.map(places::brief).orElse("");
      return place.isEmpty() ? count : count + " · " + place;
    }
  }
}
