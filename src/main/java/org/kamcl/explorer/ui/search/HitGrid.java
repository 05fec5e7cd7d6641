package org.kamcl.explorer.ui.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.Pictures;
import org.kamcl.explorer.ui.words.Messages;

/** The hits as cards, in rows of which only those in view exist. An empty row is the cut line. */
final class HitGrid extends ListView<List<SearchHit>> {
  /** Inside a card, around its picture. */
  static final double PADDING = 5;

  private static final double GAP = 6;
  private static final double SIDES = 12;
  private static final double SCROLL_BAR = 14;
  private static final int PAGE_ROWS = 3;
  private static final Set<KeyCode> MOVES =
      Set.of(
          KeyCode.LEFT,
          KeyCode.RIGHT,
          KeyCode.UP,
          KeyCode.DOWN,
          KeyCode.HOME,
          KeyCode.END,
          KeyCode.PAGE_UP,
          KeyCode.PAGE_DOWN);

  /** So many rows before the end, more hits are fetched. */
  private static final int AHEAD = 8;

  private final SelectionViewModel selection;
  private final ResultsViewModel results;
  private final Pictures pictures;
  private final HitActions actions;
  private final Messages messages;
  private final DoubleProperty wanted = new SimpleDoubleProperty(148);
  private final List<RowCell> cells = new ArrayList<>();
  private Runnable opened = () -> {};
  private boolean pressing;
  private int columns = 1;
  private int cut;

  HitGrid(
      SelectionViewModel selection,
      ResultsViewModel results,
      Pictures pictures,
      HitActions actions,
      Messages messages) {
    this.selection = selection;
    this.results = results;
    this.pictures = pictures;
    this.actions = actions;
    this.messages = messages;
    setId("hits");
    getStyleClass().add("hit-grid");
    setAccessibleText(messages.text("results.label"));
    setCellFactory(list -> new RowCell());
    selection.hits().addListener((ListChangeListener<SearchHit>) this::changed);
    selection
        .selectedProperty()
        .addListener(
            (property, before, hit) -> {
              cells.forEach(RowCell::mark);
              reveal(hit);
            });
    selection
        .hoveredProperty()
        .addListener((property, before, hit) -> cells.forEach(RowCell::mark));
    selection.marks().addListener((SetChangeListener<Long>) change -> cells.forEach(RowCell::mark));
    actions
        .feedback()
        .feedbackProperty()
        .addListener((property, before, now) -> cells.forEach(RowCell::mark));
    widthProperty().addListener((property, before, width) -> arrange(false));
    wanted.addListener((property, before, width) -> arrange(false));
    // Before the list, which would move its own selection of rows.
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /** More hits of the same search go behind those on show, which stay where they are. */
  private void changed(ListChangeListener.Change<? extends SearchHit> change) {
    change.next();
    boolean appended =
        change.wasAdded() && !change.wasRemoved() && change.getFrom() > 0 && !getItems().isEmpty();
    arrange(!appended);
  }

  /** About how wide a card shall be; as many as fit get the room evenly. */
  DoubleProperty wantedProperty() {
    return wanted;
  }

  /** What Enter and a double click do. */
  void onOpen(Runnable action) {
    opened = action;
  }

  private double room() {
    return getWidth() - 2 * SIDES - SCROLL_BAR;
  }

  private double cardWidth() {
    return Math.floor((room() - (columns - 1) * GAP) / columns);
  }

  private void arrange(boolean changed) {
    if (room() <= 0) {
      return;
    }
    int fit = Math.max(1, (int) ((room() + GAP) / (wanted.get() + GAP)));
    if (fit == columns && !changed && !getItems().isEmpty()) {
      cells.forEach(RowCell::size);
      return;
    }
    columns = fit;
    List<List<SearchHit>> rows = rows();
    boolean more = !changed && getItems().size() < rows.size() && sameStart(rows);
    if (more) {
      int have = getItems().size();
      // The last row may have been half full.
      getItems().set(have - 1, rows.get(have - 1));
      getItems().addAll(rows.subList(have, rows.size()));
      return;
    }
    getItems().setAll(rows);
    if (changed && !rows.isEmpty()) {
      scrollTo(0);
    }
    if (selection.selected() != null && selection.indexOf(selection.selected()) > 0) {
      reveal(selection.selected());
    }
  }

  private boolean sameStart(List<List<SearchHit>> rows) {
    int have = getItems().size();
    return have > 1
        && rows.get(0).equals(getItems().get(0))
        && rows.get(have - 2).equals(getItems().get(have - 2));
  }

  private List<List<SearchHit>> rows() {
    List<List<SearchHit>> rows = new ArrayList<>();
    int all = selection.hits().size();
    cut = results.cut();
    add(rows, 0, cut);
    if (cut > 0 && cut < all) {
      rows.add(List.of());
    }
    add(rows, cut, all);
    return rows;
  }

  private void add(List<List<SearchHit>> rows, int from, int to) {
    List<SearchHit> hits = selection.hits();
    for (int start = from; start < to; start += columns) {
      rows.add(List.copyOf(hits.subList(start, Math.min(start + columns, to))));
    }
  }

  /** The row of a hit: strong ones, the cut line, the others. */
  private int rowOf(int index) {
    if (index < cut || cut == 0) {
      return index / columns;
    }
    int before = (cut + columns - 1) / columns;
    return before + 1 + (index - cut) / columns;
  }

  /** Scrolls no further than needed to see a hit, and a click moves nothing under the pointer. */
  private void reveal(SearchHit hit) {
    int index = hit == null || pressing ? -1 : selection.indexOf(hit);
    if (index < 0) {
      return;
    }
    int row = rowOf(index);
    if (!(lookup(".virtual-flow") instanceof VirtualFlow<?> flow) || !scrollTowards(flow, row)) {
      scrollTo(Math.max(0, row));
    }
  }

  /** Scrolls by a little to a row that is seen in part, or is next to one that is seen. */
  private boolean scrollTowards(VirtualFlow<?> flow, int row) {
    List<RowCell> seen =
        cells.stream()
            .filter(cell -> cell.isSeen() && Math.abs(row - cell.getIndex()) <= 1)
            .toList();
    Optional<RowCell> nearest =
        seen.stream().min(Comparator.comparingInt(cell -> Math.abs(row - cell.getIndex())));
    if (nearest.isEmpty()) {
      return false;
    }
    RowCell cell = nearest.get();
    // The cut line is lower than other rows.
    double usual = cells.stream().mapToDouble(RowCell::getHeight).max().orElseThrow();
    double top =
        switch (row - cell.getIndex()) {
          case -1 -> cell.top() - usual;
          case 1 -> cell.top() + cell.getHeight();
          default -> cell.top();
        };
    double bottom = top + (row == cell.getIndex() ? cell.getHeight() : usual);
    if (top < 0) {
      flow.scrollPixels(top);
    } else if (bottom > flow.getHeight()) {
      flow.scrollPixels(bottom - flow.getHeight());
    }
    return true;
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && selection.selected() != null) {
      opened.run();
      event.consume();
      return;
    }
    if (event.getCode() == KeyCode.SPACE && selection.selected() != null) {
      selection.toggleMark(selection.selected());
      event.consume();
      return;
    }
    if (!MOVES.contains(event.getCode()) || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int all = selection.hits().size();
    int steps =
        switch (event.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -columns;
          case DOWN -> columns;
          case PAGE_UP -> -columns * PAGE_ROWS;
          case PAGE_DOWN -> columns * PAGE_ROWS;
          case HOME -> -all;
          default -> all;
        };
    if (event.isShiftDown()) {
      selection.extendBy(steps);
    } else {
      selection.move(steps);
    }
    event.consume();
  }

  /** A row of cards. Cards are made once and shown again with other hits. */
  private final class RowCell extends ListCell<List<SearchHit>> {
    private final HBox box = new HBox(GAP);
    private final List<HitCard> cards = new ArrayList<>();

    RowCell() {
      getStyleClass().add("hit-row");
      cells.add(this);
    }

    boolean isSeen() {
      return !isEmpty() && isVisible() && getParent() != null;
    }

    /** In the view, pixels from its upper edge. */
    double top() {
      return getLayoutY() + getParent().getLayoutY();
    }

    @Override
    protected void updateItem(List<SearchHit> row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        cards.forEach(HitCard::release);
        setGraphic(null);
        return;
      }
      if (getIndex() > HitGrid.this.getItems().size() - AHEAD) {
        // Not while rows are being shown: the list would change under its own hands.
        Platform.runLater(actions.search()::more);
      }
      if (row.isEmpty()) {
        cards.forEach(HitCard::release);
        setGraphic(new CutLine(messages));
        return;
      }
      while (cards.size() < row.size()) {
        cards.add(card());
      }
      for (int i = 0; i < cards.size(); i++) {
        if (i < row.size()) {
          cards.get(i).show(row.get(i), selected(row.get(i)));
        } else {
          cards.get(i).release();
        }
      }
      box.getChildren().setAll(cards.subList(0, row.size()));
      size();
      mark();
      setGraphic(box);
    }

    private boolean selected(SearchHit hit) {
      return same(hit, selection.selected());
    }

    private boolean same(SearchHit hit, SearchHit other) {
      return other != null && other.image().id() == hit.image().id();
    }

    private HitCard card() {
      HitCard card = new HitCard(pictures, actions, messages);
      card.onMark(
          () -> {
            HitGrid.this.requestFocus();
            selection.toggleMark(card.hit());
          });
      card.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> pressed(card, event));
      card.hoverProperty()
          .addListener(
              (property, before, over) -> {
                if (over) {
                  selection.hoveredProperty().set(card.hit());
                } else if (card.hit() != null
                    && same(card.hit(), selection.hoveredProperty().get())) {
                  selection.hoveredProperty().set(null);
                }
              });
      return card;
    }

    private void pressed(HitCard card, MouseEvent event) {
      HitGrid.this.requestFocus();
      if (event.isShortcutDown()) {
        selection.toggleMark(card.hit());
      } else if (event.isShiftDown()) {
        selection.markTo(card.hit());
      } else {
        pressing = true;
        selection.select(card.hit());
        pressing = false;
        if (event.getClickCount() == 2) {
          opened.run();
        }
      }
    }

    void size() {
      cards.forEach(card -> card.size(cardWidth()));
    }

    void mark() {
      for (HitCard card : cards) {
        if (card.hit() != null) {
          card.select(selected(card.hit()));
          card.link(same(card.hit(), selection.hoveredProperty().get()));
          card.mark(selection.isMarked(card.hit()));
          card.judged();
        }
      }
    }
  }
}
