package org.kamcl.explorer.ui.explore;

import java.util.List;

/**
 * Positions of cards in rows. A section of less certain hits starts a new row below a divider.
 * Lengths are in pixels.
 *
 * @param cards number of cards
 * @param starts first card of each section but the first, ascending, each above 0 and below {@code
 *     cards}
 * @param columns cards in a full row, at least 1
 * @param rowHeight height of a row including the gap below
 * @param dividerHeight height of a divider
 * @param top space above the first row
 */
record CardLayout(
    int cards,
    List<Integer> starts,
    int columns,
    double rowHeight,
    double dividerHeight,
    double top) {
  CardLayout {
    starts = List.copyOf(starts);
  }

  /** Number of the section of a card, from 0. */
  private int section(int card) {
    int section = 0;
    while (section < starts.size() && card >= starts.get(section)) {
      section++;
    }
    return section;
  }

  private int start(int section) {
    return section == 0 ? 0 : starts.get(section - 1);
  }

  private int end(int section) {
    return section == starts.size() ? cards : starts.get(section);
  }

  /** Upper edge of the first row of a section. */
  private double sectionY(int section) {
    double y = top;
    for (int above = 0; above < section; above++) {
      y += rows(end(above) - start(above)) * rowHeight + dividerHeight;
    }
    return y;
  }

  private int rows(int count) {
    return (count + columns - 1) / columns;
  }

  /** Column of a card, from 0. */
  int column(int card) {
    return (card - start(section(card))) % columns;
  }

  /** Upper edge of a card. */
  double y(int card) {
    int section = section(card);
    int row = (card - start(section)) / columns;
    return sectionY(section) + row * rowHeight;
  }

  /** Upper edge of the divider above a section, counted from 0. */
  double dividerY(int divider) {
    return sectionY(divider + 1) - dividerHeight;
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
    int section = starts.size();
    while (section > 0 && y < dividerY(section - 1)) {
      section--;
    }
    double within = Math.max(0, y - sectionY(section));
    int count = end(section) - start(section);
    int row = Math.min((int) (within / rowHeight), rows(count) - 1);
    return start(section) + row * columns;
  }
}
