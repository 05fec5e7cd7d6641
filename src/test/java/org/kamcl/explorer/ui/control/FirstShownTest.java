package org.kamcl.explorer.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class FirstShownTest {
  private static Region hidden() {
    Region region = new Region();
    region.setVisible(false);
    return region;
  }

  @Test
  void hiddenChildrenAreAddedInTheirOrderWhenTheyAreVisible() {
    Region first = hidden();
    Region second = new Region();
    Region third = hidden();
    Region fourth = hidden();
    HBox pane = new HBox(first, second, third, fourth);
    FirstShown.defer(pane);
    assertEquals(List.of(second), pane.getChildren());
    fourth.setVisible(true);
    assertEquals(List.of(second, fourth), pane.getChildren());
    Region later = new Region();
    pane.getChildren().add(later);
    third.setVisible(true);
    first.setVisible(true);
    assertEquals(List.of(first, second, third, fourth, later), pane.getChildren());
  }

  @Test
  void aChildThatIsHiddenAgainStays() {
    Region child = hidden();
    HBox pane = new HBox(child);
    FirstShown.defer(pane);
    child.setVisible(true);
    child.setVisible(false);
    child.setVisible(true);
    assertSame(pane, child.getParent());
  }

  private static Region shownBy(SimpleBooleanProperty shown) {
    Region part = new Region();
    part.visibleProperty().bind(shown);
    return part;
  }

  @Test
  void aPartThatNothingElseRefersToIsKeptUntilItIsShown() {
    SimpleBooleanProperty shown = new SimpleBooleanProperty();
    HBox pane = new HBox(shownBy(shown));
    FirstShown.defer(pane);
    // The binding refers to the part weakly.
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    shown.set(true);
    assertEquals(1, pane.getChildren().size());
    assertFalse(pane.hasProperties() && !pane.getProperties().isEmpty(), "it is kept once");
  }

  @Test
  void theActionRunsOnceAtTheFirstTime() {
    Region owner = new Region();
    AtomicInteger runs = new AtomicInteger();
    FirstShown.run(owner, new Region(), runs::incrementAndGet);
    assertEquals(1, runs.get());
    Region bound = new Region();
    SimpleBooleanProperty shown = new SimpleBooleanProperty();
    bound.visibleProperty().bind(shown);
    FirstShown.run(owner, bound, runs::incrementAndGet);
    assertEquals(1, runs.get());
    shown.set(true);
    shown.set(false);
    shown.set(true);
    assertEquals(2, runs.get());
  }
}
