package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RelevanceFeedback.Rating;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;

/** Rated hits become a corpus, and the wizard opens with it. */
class SendToTrainingTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();

  @Test
  void ratedHitsBecomeACorpusWithEditedCaptionsAndTheWizardOpensWithIt()
      throws TimeoutException, IOException {
    TestImages.write(folder);
    ExplorerServices services = FolderServices.of(folder);
    for (long image = 1; image <= 2; image++) {
      services.feedback().rate("green", image, Rating.RELEVANT);
    }
    fixture.open(() -> services, Theme.LIGHT);
    fixture.search("green");
    robot.interact(() -> robot.lookup(".results").queryAs(ResultsView.class).showTraining());
    waitUntil(() -> robot.lookup("#train-hits").tryQuery().isPresent());
    List<TextField> captions =
        List.copyOf(robot.lookup(".train-caption").queryAllAs(TextField.class));
    assertEquals(2, captions.size());
    robot.interact(
        () -> {
          captions.get(0).setText("a green field");
          captions.get(1).setText("trees beside a road");
          robot.lookup("#train-corpus").queryAs(ComboBox.class).getEditor().setText("Fields");
          robot.lookup("#train-send").queryAs(Button.class).fire();
        });
    waitUntil(() -> robot.lookup("#wizard-corpus").tryQuery().isPresent());
    fixture.settle();
    List<Path> made = services.trainingCorpora().made();
    assertEquals(1, made.size());
    Corpus corpus = new CorpusReader(Optional.empty(), true).read(made.get(0));
    assertEquals(
        List.of(List.of("a green field"), List.of("trees beside a road")),
        corpus.images().stream().map(image -> image.captions()).toList());
    assertTrue(robot.lookup("#finding-leaks").tryQuery().isEmpty());
  }
}
