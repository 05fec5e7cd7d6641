package org.kamcl.explorer.ui.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ConceptChipRow;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.text.ScoreFormatter;
import org.kamcl.explorer.ui.theme.Icons;

/** The hits as a sortable table. */
final class HitTable extends TableView<SearchHit> {
  private static final PseudoClass LINKED = PseudoClass.getPseudoClass("linked");
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
  private static final int AHEAD = 40;

  /** Width of the scroll bar until there is one, pixels at 100 % text size. */
  private static final double SCROLL_BAR = 18;

  /** Row height in pixels at 100 % text size. */
  private static final double ROW = 52;

  private final SelectionViewModel selection;
  private final HitCellModel cells;
  private final ResultsViewModel results;
  private final ThumbnailLoader thumbnailLoader;
  private final HitActions actions;
  private final PlaceNames places;
  private final Messages messages;
  private final ScoreFormatter scores;
  private final DoubleProperty scale = new SimpleDoubleProperty(1);

  /** Minimum widths of columns in pixels at 100 % text size. */
  private final Map<TableColumn<SearchHit, ?>, Double> leasts = new LinkedHashMap<>();

  private final List<TableColumn<SearchHit, ?>> spare = new ArrayList<>();
  private final List<TableColumn<SearchHit, ?>> growing = new ArrayList<>();

  /** Columns that are empty without a query. */
  private List<TableColumn<SearchHit, ?>> scored = List.of();

  private Runnable opened = () -> {};
  private boolean following;

  HitTable(
      SelectionViewModel selection,
      ResultsViewModel results,
      ThumbnailLoader thumbnailLoader,
      HitActions actions,
      PlaceNames places,
      Messages messages) {
    this.selection = selection;
    this.results = results;
    this.cells = new HitCellModel(selection, actions);
    this.thumbnailLoader = thumbnailLoader;
    this.actions = actions;
    this.places = places;
    this.messages = messages;
    this.scores = new ScoreFormatter(messages);
    setId("hit-table");
    getStyleClass().add("hit-table");
    setAccessibleText(messages.text("results.label"));
    SortedList<SearchHit> sorted = new SortedList<>(selection.hits());
    sorted.comparatorProperty().bind(comparatorProperty());
    // Sorted as well, or else the table would forget the order of its rows while it is hidden.
    SortedList<SearchHit> none = new SortedList<>(FXCollections.emptyObservableList());
    none.comparatorProperty().bind(comparatorProperty());
    ShownItems.install(this, this::setItems, sorted, none);
    setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
    columns();
    widthProperty().addListener((property, before, width) -> arrange());
    results.listingProperty().addListener((property, before, now) -> arrange());
    scale.addListener((property, before, now) -> arrange());
    setRowFactory(table -> new Row());
    getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, hit) -> {
              if (hit != null && !following) {
                selection.select(hit);
              }
            });
    selection.selectedProperty().addListener((property, before, hit) -> follow(hit));
    selection.hits().addListener((ListChangeListener<SearchHit>) c -> follow(selection.selected()));
    selection.hoveredProperty().addListener((property, before, hit) -> refreshMarks());
    selection.markCountProperty().addListener((property, before, now) -> refreshMarks());
    visibleProperty().addListener((property, before, now) -> follow(selection.selected()));
    // A filter, because the table handles these keys itself.
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
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

  void onOpen(Runnable action) {
    opened = action;
  }

  private void follow(SearchHit hit) {
    if (!isVisible()) {
      return;
    }
    following = true;
    if (hit == null) {
      getSelectionModel().clearSelection();
    } else if (!hit.equals(getSelectionModel().getSelectedItem())) {
      getSelectionModel().select(hit);
      scrollTo(Math.max(0, getSelectionModel().getSelectedIndex() - 3));
    }
    following = false;
  }

  /** Marks the rows between the selected one and another, in the order of the table. */
  private void markTo(SearchHit hit) {
    int from = getSelectionModel().getSelectedIndex();
    int to = getItems().indexOf(hit);
    int start = from < 0 ? to : from;
    selection.mark(getItems().subList(Math.min(start, to), Math.max(start, to) + 1));
  }

  private void refreshMarks() {
    lookupAll(".hit-table-row").forEach(row -> ((Row) row).mark());
  }

  private void columns() {
    TableColumn<SearchHit, SearchHit> thumbnail = column("", 64);
    thumbnail.setCellFactory(c -> new ThumbnailCell());
    thumbnail.setSortable(false);
    TableColumn<SearchHit, SearchHit> rank = column("results.column.rank", 76);
    rank.setCellFactory(c -> new RankCell());
    rank.setComparator(Comparator.comparingInt(SearchHit::rank));
    TableColumn<SearchHit, SearchHit> score = column("results.column.score", 128);
    score.setCellFactory(c -> new ScoreCell());
    score.setComparator(Comparator.comparingDouble(SearchHit::falseMatchRate));
    TableColumn<SearchHit, SearchHit> concepts = column("results.column.concepts", 120);
    concepts.setCellFactory(c -> new ConceptsCell());
    concepts.setSortable(false);
    TableColumn<SearchHit, String> place =
        text("results.column.location", 92, hit -> places.brief(hit.image()));
    TableColumn<SearchHit, String> date =
        text(
            "results.column.date", 100, hit -> hit.image().date().map(Object::toString).orElse(""));
    TableColumn<SearchHit, String> file =
        text("results.column.file", 136, hit -> String.valueOf(hit.image().file().getFileName()));
    getColumns().add(thumbnail);
    getColumns().add(rank);
    getColumns().add(score);
    getColumns().add(file);
    getColumns().add(concepts);
    getColumns().add(place);
    getColumns().add(date);
    scored = List.of(score, concepts);
    // Hidden first in a narrow table; the details show them too.
    spare.addAll(List.of(concepts, place, date));
    growing.addAll(List.of(file, concepts, place));
  }

  /**
   * Gives each column its minimum width and distributes the rest; columns that do not fit are
   * hidden.
   */
  private void arrange() {
    double available = (getWidth() - scrollBarWidth()) / scale.get();
    if (available <= 0) {
      return;
    }
    setFixedCellSize(Math.rint(ROW * scale.get()));
    double needed = leasts.values().stream().mapToDouble(Double::doubleValue).sum();
    List<TableColumn<SearchHit, ?>> hidden = new ArrayList<>();
    if (results.listingProperty().get()) {
      hidden.addAll(scored);
      needed -= scored.stream().mapToDouble(leasts::get).sum();
    }
    for (TableColumn<SearchHit, ?> column : spare) {
      if (needed > available && !hidden.contains(column)) {
        hidden.add(column);
        needed -= leasts.get(column);
      }
    }
    List<TableColumn<SearchHit, ?>> takers = new ArrayList<>(growing);
    takers.removeAll(hidden);
    double more = Math.max(0, available - needed) / takers.size();
    leasts.forEach(
        (column, least) -> {
          column.setVisible(!hidden.contains(column));
          column.setPrefWidth(
              Math.floor((least + (takers.contains(column) ? more : 0)) * scale.get()));
        });
  }

  private double scrollBarWidth() {
    Node bar = lookup(".scroll-bar:vertical");
    double wide = bar == null ? 0 : bar.prefWidth(-1);
    return Math.max(Math.ceil(wide), SCROLL_BAR * scale.get());
  }

  /** Text size as a factor of 100 %. */
  DoubleProperty scaleProperty() {
    return scale;
  }

  private TableColumn<SearchHit, SearchHit> column(String key, double least) {
    TableColumn<SearchHit, SearchHit> column =
        new TableColumn<>(key.isEmpty() ? "" : messages.text(key));
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
    leasts.put(column, least);
    return column;
  }

  private TableColumn<SearchHit, String> text(
      String key, double least, Function<SearchHit, String> value) {
    TableColumn<SearchHit, String> column = new TableColumn<>(messages.text(key));
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
    column.setCellFactory(c -> new TextCell());
    leasts.put(column, least);
    return column;
  }

  /** A text cell with a tooltip that shows the full text. */
  private static final class TextCell extends TableCell<SearchHit, String> {
    private final Tooltip all = new Tooltip();

    @Override
    protected void updateItem(String text, boolean empty) {
      super.updateItem(text, empty);
      boolean some = !empty && text != null && !text.isEmpty();
      setText(some ? text : null);
      all.setText(some ? text : "");
      setTooltip(some ? all : null);
    }
  }

  /** A row. */
  private final class Row extends TableRow<SearchHit> {
    Row() {
      getStyleClass().add("hit-table-row");
      hoverProperty()
          .addListener(
              (property, before, over) -> {
                if (getItem() != null) {
                  cells.hover(getItem(), over);
                }
              });
      setOnMouseClicked(
          event -> {
            if (getItem() != null
                && event.getButton() == MouseButton.PRIMARY
                && event.getClickCount() == 2
                && !event.isShortcutDown()
                && !event.isShiftDown()) {
              opened.run();
            }
          });
      // A filter, because the table selects the row that is pressed.
      addEventFilter(MouseEvent.MOUSE_PRESSED, this::mark);
    }

    @Override
    protected void updateItem(SearchHit hit, boolean empty) {
      super.updateItem(hit, empty);
      boolean there = !empty && hit != null;
      mark();
      if (there && getIndex() > getTableView().getItems().size() - AHEAD) {
        Platform.runLater(actions.search()::loadMore);
      }
    }

    private void mark(MouseEvent event) {
      if (getItem() == null || event.getButton() != MouseButton.PRIMARY) {
        return;
      }
      if (event.isShortcutDown()) {
        selection.toggleMarkWithSelected(getItem());
      } else if (event.isShiftDown()) {
        markTo(getItem());
      } else {
        return;
      }
      HitTable.this.requestFocus();
      event.consume();
    }

    void mark() {
      SearchHit hit = getItem();
      pseudoClassStateChanged(LINKED, cells.isHovered(hit));
      pseudoClassStateChanged(MARKED, cells.isMarked(hit));
    }
  }

  private final class ThumbnailCell extends TableCell<SearchHit, SearchHit> {
    private final ThumbnailView box = new ThumbnailView(thumbnailLoader, "");

    ThumbnailCell() {
      box.getStyleClass().add("table-thumbnail");
    }

    @Override
    protected void updateItem(SearchHit hit, boolean empty) {
      super.updateItem(hit, empty);
      box.show(empty || hit == null ? null : hit.image());
      setGraphic(empty || hit == null ? null : box);
    }
  }

  private final class RankCell extends TableCell<SearchHit, SearchHit> {
    private final ScoreDot dot = new ScoreDot();
    private final Label rank = new Label();
    private final StackPane ratingBadge = new StackPane();
    private final HBox box = new HBox(dot, rank, ratingBadge);

    RankCell() {
      box.setAlignment(Pos.CENTER_LEFT);
      box.getStyleClass().add("hit-line");
      rank.getStyleClass().add("hit-rank");
      actions.feedback().feedbackProperty().addListener((property, before, now) -> updateRating());
    }

    @Override
    protected void updateItem(SearchHit hit, boolean empty) {
      super.updateItem(hit, empty);
      setGraphic(empty || hit == null ? null : box);
      if (!empty && hit != null) {
        dot.show(hit.falseMatchRate());
        dot.setVisible(!hit.isListed());
        dot.setManaged(!hit.isListed());
        rank.setText(Integer.toString(hit.rank()));
        updateRating();
      }
    }

    private void updateRating() {
      ratingBadge.getChildren().clear();
      HitCellModel.icon(cells.rating(getItem()))
          .ifPresent(icon -> ratingBadge.getChildren().add(Icons.of(icon, 14)));
    }
  }

  private final class ScoreCell extends TableCell<SearchHit, SearchHit> {
    @Override
    protected void updateItem(SearchHit hit, boolean empty) {
      super.updateItem(hit, empty);
      setText(empty || hit == null ? null : scores.falseMatchRate(hit));
    }
  }

  private final class ConceptsCell extends TableCell<SearchHit, SearchHit> {
    private final ConceptChipRow chips = new ConceptChipRow(actions.concepts());

    @Override
    protected void updateItem(SearchHit hit, boolean empty) {
      super.updateItem(hit, empty);
      setGraphic(empty || hit == null ? null : chips);
      if (!empty && hit != null) {
        chips.show(hit.concepts());
      }
    }
  }
}
