package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CardLayoutTest {
  @Test
  void cardsAreInRowsWithADividerBetween() {
    CardLayout layout = new CardLayout(12, 5, 4, 100, 30, 6);
    assertTrue(layout.hasDivider());
    assertEquals(6, layout.y(3));
    assertEquals(106, layout.y(4));
    assertEquals(0, layout.column(4));
    assertEquals(206, layout.dividerY());
    assertEquals(236, layout.y(5), "the first weak match starts a new row");
    assertEquals(0, layout.column(5));
    assertEquals(3, layout.column(8));
    assertEquals(336, layout.y(9));
    assertEquals(436, layout.height());
  }

  @Test
  void thereIsNoDividerIfAllOrNoneAreStrong() {
    for (int cut : new int[] {0, 12}) {
      CardLayout layout = new CardLayout(12, cut, 5, 100, 30, 0);
      assertFalse(layout.hasDivider());
      assertEquals(200, layout.y(11));
      assertEquals(300, layout.height());
    }
    assertEquals(0, new CardLayout(0, 0, 5, 100, 30, 6).height());
  }

  @Test
  void theCardAtAHeightIsTheFirstOfItsRow() {
    for (int cut : new int[] {0, 1, 7, 8, 99, 100}) {
      CardLayout layout = new CardLayout(100, cut, 4, 100, 30, 6);
      for (int card = 0; card < 100; card++) {
        int first = card - layout.column(card);
        for (double within : new double[] {0, 50, 99}) {
          assertEquals(first, layout.cardAt(layout.y(card) + within), cut + ": " + card);
        }
      }
    }
  }

  @Test
  void positionsOutsideMapToTheNearestCard() {
    CardLayout layout = new CardLayout(10, 3, 4, 100, 30, 6);
    assertEquals(0, layout.cardAt(-500));
    assertEquals(9, layout.cardAt(1e9));
    assertEquals(3, layout.cardAt(layout.dividerY() + 10), "the divider belongs to the row below");
    assertEquals(0, new CardLayout(0, 0, 4, 100, 30, 6).cardAt(50));
  }

  @Test
  void positionsAreExactForAHundredThousandRows() {
    CardLayout layout = new CardLayout(100_000, 40, 1, 201, 41, 6);
    assertEquals(6 + 40 * 201 + 41 + 99_959L * 201, layout.y(99_999));
    assertEquals(99_999, layout.cardAt(layout.y(99_999)));
  }
}
