package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CardLayoutTest {
  private static CardLayout layout(int cards, int columns, Integer... starts) {
    return new CardLayout(cards, List.of(starts), columns, 100, 30, 6);
  }

  @Test
  void aSectionStartsANewRowBelowADivider() {
    CardLayout layout = layout(12, 4, 5, 7);
    assertEquals(6, layout.y(3));
    assertEquals(106, layout.y(4));
    assertEquals(0, layout.column(4));
    assertEquals(206, layout.dividerY(0));
    assertEquals(236, layout.y(5), "the first less certain match starts a new row");
    assertEquals(0, layout.column(5));
    assertEquals(1, layout.column(6));
    assertEquals(336, layout.dividerY(1));
    assertEquals(366, layout.y(7));
    assertEquals(3, layout.column(10));
    assertEquals(466, layout.y(11));
    assertEquals(566, layout.height());
  }

  @Test
  void withoutSectionsTheCardsFollowEachOther() {
    assertEquals(206, layout(12, 5).y(11));
    assertEquals(306, layout(12, 5).height());
    assertEquals(0, layout(0, 5).height());
  }

  @Test
  void theCardAtAHeightIsTheFirstOfItsRow() {
    for (List<Integer> starts :
        List.of(List.<Integer>of(), List.of(1), List.of(7, 8), List.of(8, 99), List.of(50))) {
      CardLayout layout = new CardLayout(100, starts, 4, 100, 30, 6);
      for (int card = 0; card < 100; card++) {
        int first = card - layout.column(card);
        for (double within : new double[] {0, 50, 99}) {
          assertEquals(first, layout.cardAt(layout.y(card) + within), starts + ": " + card);
        }
      }
    }
  }

  @Test
  void positionsOutsideMapToTheNearestCard() {
    CardLayout layout = layout(10, 4, 3);
    assertEquals(0, layout.cardAt(-500));
    assertEquals(7, layout.cardAt(1e9), "the last row");
    assertEquals(3, layout.cardAt(layout.dividerY(0) + 10), "the divider belongs to the row below");
    assertEquals(0, layout(0, 4).cardAt(50));
  }

  @Test
  void positionsAreExactForAHundredThousandRows() {
    CardLayout layout = new CardLayout(100_000, List.of(40), 1, 201, 41, 6);
    assertEquals(6 + 40 * 201 + 41 + 99_959L * 201, layout.y(99_999));
    assertEquals(99_999, layout.cardAt(layout.y(99_999)));
  }
}
