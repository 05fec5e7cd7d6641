package org.kamcl.explorer.ui.explore;

import atlantafx.base.theme.Styles;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.ui.control.ConceptChipRow;
import org.kamcl.explorer.ui.control.ConceptText;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.text.ScoreFormatter;
import org.kamcl.explorer.ui.theme.Icons;

/** The hits with their captions: match, sentences, shared concepts, place and date in a row. */
final class CaptionsList extends ListView<SearchHit> {
  private static final PseudoClass LINKED = PseudoClass.getPseudoClass("linked");
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

  /** Rows before the end at which the next page is requested. */
  private static final int AHEAD = 20;

  /** Below this width, concepts are below the captions, pixels at normal text size. */
  private static final double WITH_CONCEPTS = 760;

  /** Width of the scroll bar, pixels at normal text size. */
  private static final double SCROLL_BAR = 18;

  /** Below this width there is no space for place and date, pixels at normal text size. */
  private static final double WITH_PLACE = 480;

  private final CaptionsViewModel model;
  private final SelectionViewModel selection;
  private final HitCellModel cells;
  private final ThumbnailLoader thumbnailLoader;
  private final HitActions actions;
  private final PlaceNames places;
  private final Messages messages;
  private final ScoreFormatter scores;
  private final DoubleProperty scale = new SimpleDoubleProperty(1);
  private Runnable opened = () -> {};
  private boolean following;

  CaptionsList(
      CaptionsViewModel model,
      SelectionViewModel selection,
      ThumbnailLoader thumbnailLoader,
      HitActions actions,
      PlaceNames places,
      Messages messages) {
    this.model = model;
    this.selection = selection;
    this.cells = new HitCellModel(selection, actions);
    this.thumbnailLoader = thumbnailLoader;
    this.actions = actions;
    this.places = places;
    this.messages = messages;
    this.scores = new ScoreFormatter(messages);
    setId("captions");
    getStyleClass().add("captions-list");
    setAccessibleText(messages.text("results.captions.label"));
    ShownItems.install(this, this::setItems, selection.hits(), FXCollections.emptyObservableList());
    setCellFactory(list -> new Cell());
    setPlaceholder(new Label(messages.text("results.none")));
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
    selection.hoveredProperty().addListener((property, before, hit) -> mark());
    selection.markCountProperty().addListener((property, before, now) -> mark());
    visibleProperty().addListener((property, before, now) -> follow());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Text size as a factor of 100 %. */
  DoubleProperty scaleProperty() {
    return scale;
  }

  /** Sets the action of Enter and double-click. */
  void onOpen(Runnable action) {
    opened = action;
  }

  private void key(KeyEvent event) {
    SearchHit hit = selection.selected();
    if (hit == null) {
      return;
    }
    if (event.getCode() == KeyCode.ENTER) {
      opened.run();
      event.consume();
    } else if (event.getCode() == KeyCode.SPACE) {
      selection.toggleMark(hit);
      event.consume();
    }
  }

  private void follow() {
    if (!isVisible()) {
      return;
    }
    SearchHit hit = selection.selected();
    int index = hit == null ? -1 : selection.indexOf(hit);
    following = true;
    if (index < 0) {
      getSelectionModel().clearSelection();
    } else if (index != getSelectionModel().getSelectedIndex()) {
      getSelectionModel().select(index);
      scrollTo(Math.max(0, index - 2));
    }
    following = false;
  }

  private void mark() {
    lookupAll(".caption-row").forEach(row -> ((Cell) row).mark());
  }

  private final class Cell extends ListCell<SearchHit> {
    private final ThumbnailView thumbnail = new ThumbnailView(thumbnailLoader, "");
    private final ScoreDot dot = new ScoreDot();
    private final Label rank = new Label();
    private final Label band = new Label();
    private final Tooltip bandTip = new Tooltip();
    private final VBox sentences = new VBox();
    private final ConceptChipRow beside = new ConceptChipRow(actions.concepts());
    private final ConceptChipRow below = new ConceptChipRow(actions.concepts());
    private final Button search =
        Icons.button("fth-search", messages.text("results.captions.search"), this::search);
    private final Label place = new Label();
    private final Label date = new Label();
    private final VBox where = new VBox(place, date);
    private final HBox row;
    private final BooleanProperty concepts = new SimpleBooleanProperty();
    private SearchHit shown;
    private List<String> captions = List.of();
    private TaskExecutor.Cancellable finding = () -> {};

    Cell() {
      getStyleClass().add("caption-row");
      thumbnail.getStyleClass().add("caption-thumbnail");
      rank.getStyleClass().add("hit-rank");
      band.getStyleClass().addAll("small", "muted");
      band.setTooltip(bandTip);
      HBox line = new HBox(dot, rank);
      line.getStyleClass().add("hit-line");
      line.setAlignment(Pos.CENTER_LEFT);
      VBox match = new VBox(line, band);
      match.getStyleClass().add("caption-match");
      match.setAlignment(Pos.CENTER_LEFT);
      sentences.getStyleClass().add("caption-text");
      VBox text = new VBox(sentences, below);
      text.getStyleClass().add("caption-text");
      text.setAlignment(Pos.CENTER_LEFT);
      text.setMinWidth(0);
      HBox.setHgrow(text, Priority.ALWAYS);
      beside.getStyleClass().add("caption-chips");
      search.getStyleClass().addAll(Styles.FLAT, "caption-search");
      search.setFocusTraversable(false);
      place.getStyleClass().add("small");
      place.setTooltip(new Tooltip());
      place.getTooltip().textProperty().bind(place.textProperty());
      date.getStyleClass().addAll("small", "muted");
      date.setMinWidth(USE_PREF_SIZE);
      where.getStyleClass().add("caption-where");
      where.setAlignment(Pos.CENTER_LEFT);
      row = new HBox(thumbnail, match, text, search, beside, where);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("caption-box");
      row.prefWidthProperty()
          .bind(
              Bindings.createDoubleBinding(
                  this::rowWidth, CaptionsList.this.widthProperty(), insetsProperty(), scale));
      var width = CaptionsList.this.widthProperty().divide(scale);
      shownIf(beside, width.greaterThanOrEqualTo(WITH_CONCEPTS));
      shownIf(below, width.lessThan(WITH_CONCEPTS).and(concepts));
      shownIf(where, width.greaterThanOrEqualTo(WITH_PLACE));
      shownIf(date, date.textProperty().isNotEmpty());
      // No preferred width, so that captions wrap at the width of the list.
      setPrefWidth(0);
      hoverProperty()
          .addListener(
              (property, before, over) -> {
                if (getItem() != null) {
                  cells.hover(getItem(), over);
                }
              });
      addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
      // A filter, because the list selects the row that is pressed.
      addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    }

    /** Whether there is a scroll bar must not change how captions wrap: rows would be cut. */
    private double rowWidth() {
      double bar = Math.ceil(SCROLL_BAR * scale.get());
      return Math.max(
          0, CaptionsList.this.getWidth() - bar - getInsets().getLeft() - getInsets().getRight());
    }

    @Override
    protected double computePrefHeight(double width) {
      return getGraphic() == null
          ? super.computePrefHeight(width)
          : snapSizeY(getInsets().getTop() + row.prefHeight(rowWidth()) + getInsets().getBottom());
    }

    private static void shownIf(Region part, ObservableValue<Boolean> condition) {
      part.visibleProperty().bind(condition);
      part.managedProperty().bind(condition);
    }

    private void search() {
      captions.stream().findFirst().ifPresent(actions::searchCaption);
    }

    private void clicked(MouseEvent event) {
      if (getItem() == null) {
        return;
      }
      if (event.getButton() == MouseButton.PRIMARY
          && event.getClickCount() == 2
          && !event.isShortcutDown()
          && !event.isShiftDown()) {
        opened.run();
      }
    }

    private void pressed(MouseEvent event) {
      if (getItem() == null || event.getButton() != MouseButton.PRIMARY) {
        return;
      }
      if (event.isShortcutDown()) {
        selection.toggleMarkWithSelected(getItem());
      } else if (event.isShiftDown()) {
        selection.markTo(getItem());
      } else {
        return;
      }
      CaptionsList.this.requestFocus();
      event.consume();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // An equal hit of a new result is shown anew.
    protected void updateItem(SearchHit hit, boolean empty) {
      super.updateItem(hit, empty);
      SearchHit now = empty ? null : hit;
      setGraphic(now == null ? null : row);
      mark();
      if (now == shown) {
        return;
      }
      shown = now;
      finding.cancel();
      search.setVisible(false);
      thumbnail.show(now == null ? null : now.image());
      if (now == null) {
        return;
      }
      dot.show(now.falseMatchRate());
      dot.setVisible(!now.isListed());
      rank.setText(Integer.toString(now.rank()));
      band.setText(scores.band(now));
      bandTip.setText(scores.explanation(now));
      beside.show(now.concepts());
      below.show(now.concepts());
      concepts.set(!now.concepts().isEmpty());
      place.setText(places.brief(now.image()));
      date.setText(now.image().date().map(LocalDate::toString).orElse(""));
      show(now, messages.text("results.captions.loading"));
      finding = model.find(now.image(), found -> show(now, found));
      if (getIndex() > getListView().getItems().size() - AHEAD) {
        Platform.runLater(actions.search()::loadMore);
      }
    }

    private void show(SearchHit hit, List<String> found) {
      captions = found;
      search.setVisible(!found.isEmpty());
      if (found.isEmpty()) {
        show(hit, messages.text(model.noneKey()));
        return;
      }
      Set<String> shared =
          hit.concepts().stream()
              .filter(ConceptChipRow::shared)
              .map(SharedConcept::name)
              .collect(Collectors.toUnmodifiableSet());
      Set<String> known =
          hit.concepts().stream().map(SharedConcept::name).collect(Collectors.toUnmodifiableSet());
      sentences
          .getChildren()
          .setAll(
              found.stream()
                  .map(caption -> new ConceptText(caption, shared, known, actions.concepts()))
                  .toList());
      setAccessibleText(
          messages.text("card.spoken", hit.rank(), band.getText()) + ". " + found.get(0));
    }

    private void show(SearchHit hit, String instead) {
      Label label = new Label(instead);
      label.getStyleClass().addAll("small", "muted");
      label.setWrapText(true);
      sentences.getChildren().setAll(label);
      setAccessibleText(messages.text("card.spoken", hit.rank(), band.getText()));
    }

    void mark() {
      pseudoClassStateChanged(LINKED, cells.isHovered(getItem()));
      pseudoClassStateChanged(MARKED, cells.isMarked(getItem()));
    }
  }
}
