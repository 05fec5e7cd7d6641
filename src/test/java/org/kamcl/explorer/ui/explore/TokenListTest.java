package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.reasons.WordReason;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class TokenListTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void display() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private static WordReason reason(String word, int term) {
    return new WordReason(
        WordReason.Kind.WORD, term, word, OptionalDouble.of(0.1), OptionalDouble.of(0.5), true);
  }

  @Test
  void theSelectedQueryStaysSelectedUntilItsTermsChange() {
    robot.interact(
        () -> {
          ExploreFixture explore = new ExploreFixture(folder);
          TextField field = new TextField();
          TokenList tokens =
              new TokenList(
                  explore.query,
                  new QueryFormatter(explore.archive, explore.messages),
                  new ThumbnailLoader(explore.archive, explore.background),
                  explore.messages,
                  field,
                  field);
          explore.type("green, blue, ");
          tokens.update();
          assertEquals(2, tokens.size());
          tokens.setAllSelected(true);
          // Reasons of the selected hit arrive some time after the search.
          tokens.setReasons(term -> List.of(reason(term.text(), 0)));
          tokens.update();
          assertTrue(tokens.isAllSelected(), "after the reasons have arrived");
          explore.query.changeWeight(0, 1);
          tokens.update();
          assertFalse(tokens.isAllSelected(), "after a term has changed");
          tokens.setAllSelected(true);
          explore.query.remove(1);
          tokens.update();
          assertFalse(tokens.isAllSelected(), "after a term was removed");
          tokens.setAllSelected(true);
          explore.type("red, ");
          tokens.update();
          assertFalse(tokens.isAllSelected(), "after a term was added");
        });
  }
}
