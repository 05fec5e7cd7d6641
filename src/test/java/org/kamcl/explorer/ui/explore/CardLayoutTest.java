package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CardLayoutTest {
  @Test
  void cardsAreInRowsWithADividerBetween() {
    CardLayout places = new CardLayout(12, 5, 4, 100, 30, 6);
    assertTrue(places.hasDivider());
    assertEquals(6, places.y(3));
    assertEquals(106, places.y(4));
    assertEquals(0, places.column(4));
    assertEquals(206, places.dividerY());
    assertEquals(236, places.y(5), "the first of the others begins a row");
    assertEquals(0, places.column(5));
    assertEquals(3, places.column(8));
    assertEquals(336, places.y(9));
    assertEquals(436, places.height());
  }

  @Test
  void thereIsNoDividerIfAllOrNoneAreStrong() {
    for (int cut : new int[] {0, 12}) {
      CardLayout places = new CardLayout(12, cut, 5, 100, 30, 0);
      assertFalse(places.hasDivider());
      assertEquals(200, places.y(11));
      assertEquals(300, places.height());
    }
    assertEquals(0, new CardLayout(0, 0, 5, 100, 30, 6).height());
  }

  @Test
  void theCardAtAHeightIsTheFirstOfItsRow() {
    for (int cut : new int[] {0, 1, 7, 8, 99, 100}) {
      CardLayout places = new CardLayout(100, cut, 4, 100, 30, 6);
      for (int card = 0; card < 100; card++) {
        int first = card - places.column(card);
        for (double within : new double[] {0, 50, 99}) {
          assertEquals(first, places.cardAt(places.y(card) + within), cut + ": " + card);
        }
      }
    }
  }

  @Test
  void positionsOutsideMapToTheNearestCard() {
    CardLayout places = new CardLayout(10, 3, 4, 100, 30, 6);
    assertEquals(0, places.cardAt(-500));
    assertEquals(9, places.cardAt(1e9));
    assertEquals(
        3, places.cardAt(places.dividerY() + 10), "the line belongs to what comes after it");
    assertEquals(0, new CardLayout(0, 0, 4, 100, 30, 6).cardAt(50));
  }

  @Test
  void positionsAreExactForAHundredThousandRows() {
    CardLayout places = new CardLayout(100_000, 40, 1, 201, 41, 6);
    assertEquals(6 + 40 * 201 + 41 + 99_959L * 201, places.y(99_999));
    assertEquals(99_999, places.cardAt(places.y(99_999)));
  }
}
