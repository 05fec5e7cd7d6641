package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class ShortcutsTest {
  private final FxRobot robot = new FxRobot();
  private final Shortcuts keys = new Shortcuts();
  private final List<String> done = new ArrayList<>();
  private TextField field;
  private Button button;

  @BeforeEach
  void show() throws TimeoutException {
    keys.bind(Shortcuts.Group.PANES, "a", () -> done.add("map"), Shortcuts.key(KeyCode.M));
    keys.bind(Shortcuts.Group.PANES, "b", () -> done.add("next"), Shortcuts.key(KeyCode.F6));
    keys.bind(Shortcuts.Group.SEARCH, "c", () -> done.add("find"), Shortcuts.shortcut(KeyCode.F));
    keys.bind(
        Shortcuts.Group.WINDOW,
        "d",
        () -> done.add("larger"),
        Shortcuts.shortcut(KeyCode.PLUS, KeyCombination.SHIFT_ANY),
        Shortcuts.shortcut(KeyCode.EQUALS, KeyCombination.SHIFT_ANY));
    keys.describe(Shortcuts.Group.HITS, "e", Shortcuts.key(KeyCode.Y));
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          field = new TextField();
          button = new Button("b");
          Scene scene = new Scene(new VBox(field, button), 300, 200);
          Shortcuts.listenTo(scene, () -> keys);
          stage.setScene(scene);
          stage.show();
        });
  }

  @AfterEach
  void close() throws TimeoutException {
    FxToolkit.cleanupStages();
  }

  @Test
  void singleLettersAreIgnoredWhileTyping() {
    robot.interact(field::requestFocus);
    robot.type(KeyCode.M);
    assertEquals(List.of(), done);
    assertEquals("m", field.getText());
    robot.type(KeyCode.F6);
    robot.push(KeyCode.CONTROL, KeyCode.F);
    assertEquals(List.of("next", "find"), done);
    robot.interact(button::requestFocus);
    robot.type(KeyCode.M);
    robot.type(KeyCode.Y);
    assertEquals(List.of("next", "find", "map"), done, "display-only bindings have no action");
  }

  @Test
  void allKeysOfABindingWorkAndTheFirstIsItsName() {
    robot.interact(button::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.PLUS);
    assertEquals(List.of("larger", "larger"), done);
    List<String> names = keys.bindings().stream().map(Shortcuts.Binding::name).toList();
    assertEquals(List.of("M", "F6", "Ctrl+F", "Ctrl+plus", "Y"), names);
    assertTrue(Shortcuts.name(Shortcuts.shortcut(KeyCode.COMMA)).endsWith("+,"));
  }
}
