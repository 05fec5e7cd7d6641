package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.ui.control.ConceptChip;
import org.kamcl.explorer.ui.text.Messages;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class ConceptChipTest {
  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void display() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private static List<String> styles(ConceptChip chip) {
    return ((Label) chip.getChildrenUnmodifiable().get(0))
        .getStyleClass().stream().filter(style -> style.startsWith("chip-")).toList();
  }

  @Test
  void allChipsOfAConceptFollowTheQuery() {
    robot.interact(
        () -> {
          QueryViewModel query = new QueryViewModel();
          ConceptMenu menu =
              new ConceptMenu(query, concept -> {}, concept -> {}, new Messages(Locale.ENGLISH));
          ConceptChip first = new ConceptChip("field", true, menu);
          ConceptChip second = new ConceptChip("field", true, menu);
          List<String> plain = styles(first);
          query.include("field");
          assertEquals(List.of("chip-clickable", "chip-added"), styles(first));
          assertEquals(styles(first), styles(second));
          query.exclude("field");
          assertEquals(List.of("chip-clickable", "chip-excluded"), styles(second));
          query.clear();
          assertEquals(plain, styles(first));
          assertEquals(plain, styles(second));
        });
  }
}
