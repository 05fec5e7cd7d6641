package org.kamcl.explorer.ui.explore;

import java.util.Set;
import java.util.function.IntSupplier;
import javafx.event.EventHandler;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kamcl.explorer.ui.selection.SelectionViewModel;

/** The keys of the grid: they move the selection, mark the selected hit and open it. */
final class HitGridKeys implements EventHandler<KeyEvent> {
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
  private final IntSupplier columns;
  private final Runnable open;

  /**
   * @param columns number of cards in a row
   * @param open the action of Enter
   */
  HitGridKeys(SelectionViewModel selection, IntSupplier columns, Runnable open) {
    this.selection = selection;
    this.columns = columns;
    this.open = open;
  }

  @Override
  public void handle(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && selection.selected() != null) {
      open.run();
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
    int row = columns.getAsInt();
    int steps =
        switch (event.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -row;
          case DOWN -> row;
          case PAGE_UP -> -row * PAGE_ROWS;
          case PAGE_DOWN -> row * PAGE_ROWS;
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
}
