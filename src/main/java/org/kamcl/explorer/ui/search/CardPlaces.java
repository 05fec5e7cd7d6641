package org.kamcl.explorer.ui.search;

/**
 * Where cards stand in rows, one below the other: those of hits that match, the cut line, the
 * others. Lengths are pixels.
 *
 * @param cards how many there are
 * @param cut so many match; the cut line lies behind them if there are others, too
 * @param columns cards in a full row, at least 1
 * @param row height of a row with the gap below it
 * @param line height of the cut line
 * @param top free room above the first row
 */
record CardPlaces(int cards, int cut, int columns, double row, double line, double top) {
  /** Whether there is a cut line. */
  boolean hasLine() {
    return cut > 0 && cut < cards;
  }

  private int rowsBefore() {
    return hasLine() ? (cut + columns - 1) / columns : 0;
  }

  /** The column of a card, from 0. */
  int column(int card) {
    return beyond(card) ? (card - cut) % columns : card % columns;
  }

  private boolean beyond(int card) {
    return hasLine() && card >= cut;
  }

  /** The upper edge of a card. */
  double y(int card) {
    if (beyond(card)) {
      int rows = (card - cut) / columns;
      return top + rowsBefore() * row + line + rows * row;
    }
    int rows = card / columns;
    return top + rows * row;
  }

  /** The upper edge of the cut line. */
  double lineY() {
    return top + rowsBefore() * row;
  }

  /** The height of all rows. */
  double height() {
    return cards == 0 ? 0 : y(cards - 1) + row;
  }

  /** The first card of the row that lies at a height, or of the nearest one. */
  int cardAt(double y) {
    if (cards == 0) {
      return 0;
    }
    double within = Math.max(0, y - top);
    double before = rowsBefore() * row;
    if (!hasLine() || within < before) {
      return limited((int) Math.min(cards, Math.floor(within / row) * columns));
    }
    double after = Math.max(0, within - before - line);
    return limited(cut + (int) Math.min(cards, Math.floor(after / row) * columns));
  }

  private int limited(int card) {
    return Math.max(0, Math.min(cards - 1, card));
  }
}
