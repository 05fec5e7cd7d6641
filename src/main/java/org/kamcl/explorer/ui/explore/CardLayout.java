package org.kamcl.explorer.ui.explore;

/**
 * Positions of cards in rows: strong matches, a divider, then the others. Lengths are in pixels.
 *
 * @param cards number of cards
 * @param strong number of strong matches; the divider follows them if there are other cards
 * @param columns cards in a full row, at least 1
 * @param rowHeight height of a row including the gap below
 * @param dividerHeight height of the divider
 * @param top space above the first row
 */
record CardLayout(
    int cards, int strong, int columns, double rowHeight, double dividerHeight, double top) {
  /** Whether there is a divider. */
  boolean hasDivider() {
    return strong > 0 && strong < cards;
  }

  private int rowsBefore() {
    return hasDivider() ? (strong + columns - 1) / columns : 0;
  }

  /** Column of a card, from 0. */
  int column(int card) {
    return belowDivider(card) ? (card - strong) % columns : card % columns;
  }

  private boolean belowDivider(int card) {
    return hasDivider() && card >= strong;
  }

  /** Upper edge of a card. */
  double y(int card) {
    if (belowDivider(card)) {
      int rows = (card - strong) / columns;
      return top + rowsBefore() * rowHeight + dividerHeight + rows * rowHeight;
    }
    int rows = card / columns;
    return top + rows * rowHeight;
  }

  /** Upper edge of the divider. */
  double dividerY() {
    return top + rowsBefore() * rowHeight;
  }

  /** Height of all rows. */
  double height() {
    return cards == 0 ? 0 : y(cards - 1) + rowHeight;
  }

  /** The first card of the row at a height, or of the nearest row. */
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
