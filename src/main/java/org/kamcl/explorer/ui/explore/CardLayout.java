package org.kamcl.explorer.ui.explore;

/**
 * Where cards stand in rows, one below the other: those of hits that match, the cut line, the
 * others. Lengths are pixels.
 *
 * @param cards how many there are
 * @param strong so many match; the cut line lies behind them if there are others, too
 * @param columns cards in a full row, at least 1
 * @param rowHeight height of a row with the gap below it
 * @param dividerHeight height of the cut line
 * @param top free room above the first row
 */
record CardLayout(
    int cards, int strong, int columns, double rowHeight, double dividerHeight, double top) {
  /** Whether there is a cut line. */
  boolean hasDivider() {
    return strong > 0 && strong < cards;
  }

  private int rowsBefore() {
    return hasDivider() ? (strong + columns - 1) / columns : 0;
  }

  /** The column of a card, from 0. */
  int column(int card) {
    return belowDivider(card) ? (card - strong) % columns : card % columns;
  }

  private boolean belowDivider(int card) {
    return hasDivider() && card >= strong;
  }

  /** The upper edge of a card. */
  double y(int card) {
    if (belowDivider(card)) {
      int rows = (card - strong) / columns;
      return top + rowsBefore() * rowHeight + dividerHeight + rows * rowHeight;
    }
    int rows = card / columns;
    return top + rows * rowHeight;
  }

  /** The upper edge of the cut line. */
  double dividerY() {
    return top + rowsBefore() * rowHeight;
  }

  /** The height of all rows. */
  double height() {
    return cards == 0 ? 0 : y(cards - 1) + rowHeight;
  }

  /** The first card of the row that lies at a height, or of the nearest one. */
  int cardAt(double y) {
    if (cards == 0) {
      return 0;
    }
    double within = Math.max(0, y - top);
    double before = rowsBefore() * rowHeight;
    if (!hasDivider() || within < before) {
      return clamp((int) Math.min(cards, Math.floor(within / rowHeight) * columns));
    }
    double after = Math.max(0, within - before - dividerHeight);
    return clamp(strong + (int) Math.min(cards, Math.floor(after / rowHeight) * columns));
  }

  private int clamp(int card) {
    return Math.max(0, Math.min(cards - 1, card));
  }
}
