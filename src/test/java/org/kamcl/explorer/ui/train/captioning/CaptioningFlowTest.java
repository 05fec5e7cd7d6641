package org.kamcl.explorer.ui.train.captioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.api.CaptioningQueue.State;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;

/** The captioning queue in a window, by keyboard only. */
class CaptioningFlowTest {
  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private ExplorerServices services;

  @BeforeEach
  void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    services = FolderServices.of(folder);
    fixture.open(() -> services, Theme.LIGHT);
    // From Explore; four of the twelve images have captions.
    press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.K);
    waitUntil(() -> shown("#captioning-suggest"));
  }

  private void press(KeyCode... keys) {
    robot.push(keys);
    fixture.settle();
  }

  private boolean shown(String id) {
    return robot.lookup(id).tryQuery().filter(node -> node.getScene() != null).isPresent();
  }

  private <T extends Node> T node(String id, Class<T> type) {
    return robot.lookup(id).queryAs(type);
  }

  private void type(String text) {
    waitUntil(() -> node("#captioning-field", TextField.class).isFocused());
    robot.write(text, 0);
    fixture.settle();
  }

  private String typed() {
    return node("#captioning-field", TextField.class).getText();
  }

  private String progress() {
    return node("#captioning-progress", Label.class).getText();
  }

  private List<Entry> stored() {
    return services.captioningQueue().entries();
  }

  private void begin() {
    // Enter on the button that has the focus.
    press(KeyCode.ENTER);
    waitUntil(() -> shown("#captioning-field"));
  }

  @Test
  void imagesAreCaptionedByKeyboardAndTheWizardOpensWithTheirCorpus() throws IOException {
    begin();
    int images = stored().size();
    assertTrue(images >= 4, images + " images");
    assertEquals("1 of " + images, progress());
    type("a green field");
    press(KeyCode.SHIFT, KeyCode.ENTER);
    assertEquals("1 of " + images, progress());
    type("grass beside a road");
    press(KeyCode.ENTER);
    assertEquals("2 of " + images, progress());
    assertEquals(List.of("a green field", "grass beside a road"), stored().get(0).captions());
    press(KeyCode.ALT, KeyCode.DOWN);
    assertEquals(State.SKIPPED, stored().get(1).state());
    press(KeyCode.ALT, KeyCode.DELETE);
    assertEquals(State.UNUSABLE, stored().get(2).state());
    for (int i = 3; i < images; i++) {
      type("image number " + i);
      press(KeyCode.ENTER);
    }
    waitUntil(() -> shown("#captioning-finetune"));
    int captions = 2 + images - 3;
    assertEquals(
        captions + " captions for " + (images - 2) + " images; 1 skipped, 1 not usable.",
        node("#captioning-summary", Label.class).getText());
    press(KeyCode.ENTER);
    waitUntil(() -> shown("#wizard-corpus"));
    fixture.settle();
    List<Path> made = services.trainingCorpora().made();
    assertEquals(1, made.size());
    Corpus corpus = new CorpusReader(Optional.empty(), true).read(made.get(0));
    assertEquals(images - 2, corpus.images().size());
    assertEquals(captions, corpus.captionCount());
  }

  @Test
  void whatIsTypedIsStoredAtOnceAndShownAgain() {
    begin();
    type("a riv");
    assertEquals("a riv", stored().get(0).draft());
    assertEquals(State.OPEN, stored().get(0).state());
    press(KeyCode.ALT, KeyCode.RIGHT);
    assertEquals("", typed());
    press(KeyCode.ALT, KeyCode.LEFT);
    assertEquals("a riv", typed());
    // The queue continues where it was when it is opened again.
    robot.interact(() -> node("#captioning-leave", Button.class).fire());
    press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.K);
    assertEquals("a riv", typed());
  }

  @Test
  void changesAreUndoneAndNothingTypedIsNotSaved() {
    begin();
    press(KeyCode.ENTER);
    assertTrue(shown("#captioning-problem"));
    assertTrue(progress().startsWith("1 of "), progress());
    type("a lake");
    press(KeyCode.ENTER);
    press(KeyCode.ALT, KeyCode.DELETE);
    assertTrue(progress().startsWith("3 of "), progress());
    press(KeyCode.SHORTCUT, KeyCode.Z);
    assertTrue(progress().startsWith("2 of "), progress());
    assertEquals(State.OPEN, stored().get(1).state());
    press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
    assertTrue(progress().startsWith("1 of "), progress());
    assertEquals("a lake", typed());
    assertEquals(List.of(), stored().get(0).captions());
    assertEquals("a lake", stored().get(0).draft());
    assertEquals(List.of(), services.captioningQueue().captioned());
  }

  @Test
  void aHintIsTypedByItsNumber() {
    begin();
    waitUntil(() -> !robot.lookup(".captioning-hint").queryAll().isEmpty());
    String hint =
        robot.lookup(".captioning-hint").queryAllAs(Node.class).stream()
            .findFirst()
            .orElseThrow()
            .getAccessibleText();
    press(KeyCode.ALT, KeyCode.DIGIT1);
    assertEquals(hint, typed());
    assertEquals(typed(), stored().get(0).draft());
  }
}
