package org.kamcl.explorer.ui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.Pictures;
import org.kamcl.explorer.ui.words.Messages;

/** The hits as cards, in rows of which only those in view exist. */
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

  private final SelectionViewModel selection;
  private final Pictures pictures;
  private final Messages messages;
  private final DoubleProperty wanted = new SimpleDoubleProperty(148);
  private final List<RowCell> cells = new ArrayList<>();
  private Runnable opened = () -> {};
  private int columns = 1;

  HitGrid(SelectionViewModel selection, Pictures pictures, Messages messages) {
    this.selection = selection;
    this.pictures = pictures;
    this.messages = messages;
    setId("hits");
    getStyleClass().add("hit-grid");
    setCellFactory(list -> new RowCell());
    selection.hits().addListener((ListChangeListener<SearchHit>) change -> arrange(true));
    selection
        .selectedProperty()
        .addListener(
            (property, before, hit) -> {
              cells.forEach(RowCell::mark);
              reveal(hit);
            });
    widthProperty().addListener((property, before, width) -> arrange(false));
    wanted.addListener((property, before, width) -> arrange(false));
    // Before the list, which would move its own selection of rows.
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
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
    List<List<SearchHit>> rows = new ArrayList<>();
    List<SearchHit> hits = selection.hits();
    for (int from = 0; from < hits.size(); from += columns) {
      rows.add(List.copyOf(hits.subList(from, Math.min(from + columns, hits.size()))));
    }
    getItems().setAll(rows);
    if (changed && !rows.isEmpty()) {
      scrollTo(0);
    } else {
      reveal(selection.selected());
    }
  }

  /** Scrolls to a hit unless it is in view already: a click must not move what was clicked. */
  private void reveal(SearchHit hit) {
    int index = hit == null ? -1 : selection.hits().indexOf(hit);
    if (index < 0) {
      return;
    }
    int row = index / columns;
    boolean seen = cells.stream().anyMatch(cell -> cell.getIndex() == row && cell.isWhollyIn(this));
    if (!seen) {
      scrollTo(Math.max(0, row));
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && selection.selected() != null) {
      opened.run();
      event.consume();
      return;
    }
    if (!MOVES.contains(event.getCode()) || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int all = selection.hits().size();
    switch (event.getCode()) {
      case LEFT -> selection.move(-1);
      case RIGHT -> selection.move(1);
      case UP -> selection.move(-columns);
      case DOWN -> selection.move(columns);
      case PAGE_UP -> selection.move(-columns * PAGE_ROWS);
      case PAGE_DOWN -> selection.move(columns * PAGE_ROWS);
      case HOME -> selection.move(-all);
      default -> selection.move(all);
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

    boolean isWhollyIn(HitGrid grid) {
      double top = getLayoutY() + (getParent() == null ? 0 : getParent().getLayoutY());
      return !isEmpty() && isVisible() && top >= -1 && top + getHeight() <= grid.getHeight() + 1;
    }

    @Override
    protected void updateItem(List<SearchHit> row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        cards.forEach(HitCard::release);
        setGraphic(null);
        return;
      }
      while (cards.size() < row.size()) {
        cards.add(card());
      }
      for (int i = 0; i < cards.size(); i++) {
        if (i < row.size()) {
          cards.get(i).show(row.get(i), row.get(i).equals(selection.selected()));
        } else {
          cards.get(i).release();
        }
      }
      box.getChildren().setAll(cards.subList(0, row.size()));
      size();
      setGraphic(box);
    }

    private HitCard card() {
      HitCard card = new HitCard(pictures, messages);
      card.addEventHandler(
          MouseEvent.MOUSE_PRESSED,
          event -> {
            selection.select(card.hit());
            HitGrid.this.requestFocus();
            if (event.getClickCount() == 2) {
              opened.run();
            }
          });
      return card;
    }

    void size() {
      cards.forEach(card -> card.size(cardWidth()));
    }

    void mark() {
      for (HitCard card : cards) {
        if (card.hit() != null) {
          card.select(card.hit().equals(selection.selected()));
        }
      }
    }
  }
}
