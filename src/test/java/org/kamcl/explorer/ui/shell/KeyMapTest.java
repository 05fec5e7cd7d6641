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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class KeyMapTest {
  private final FxRobot robot = new FxRobot();
  private final KeyMap keys = new KeyMap();
  private final List<String> done = new ArrayList<>();
  private TextField field;
  private Button button;

  @BeforeEach
  void show() throws TimeoutException {
    keys.bind(KeyMap.Group.PANES, "a", () -> done.add("map"), KeyMap.key(KeyCode.M));
    keys.bind(KeyMap.Group.PANES, "b", () -> done.add("next"), KeyMap.key(KeyCode.F6));
    keys.bind(KeyMap.Group.SEARCH, "c", () -> done.add("find"), KeyMap.shortcut(KeyCode.F));
    keys.bind(
        KeyMap.Group.WINDOW,
        "d",
        () -> done.add("larger"),
        KeyMap.shortcut(KeyCode.PLUS, KeyCombination.SHIFT_ANY),
        KeyMap.shortcut(KeyCode.EQUALS, KeyCombination.SHIFT_ANY));
    keys.explain(KeyMap.Group.HITS, "e", KeyMap.key(KeyCode.Y));
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          field = new TextField();
          button = new Button("b");
          Scene scene = new Scene(new VBox(field, button), 300, 200);
          keys.listenTo(scene);
          stage.setScene(scene);
          stage.show();
        });
  }

  @Test
  void singleLettersAreLeftToWhoWrites() {
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
    assertEquals(List.of("next", "find", "map"), done, "what is explained only does nothing here");
  }

  @Test
  void allKeysOfABindingDoItAndTheFirstNamesIt() {
    robot.interact(button::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.PLUS);
    assertEquals(List.of("larger", "larger"), done);
    List<String> names = keys.bindings().stream().map(KeyMap.Binding::name).toList();
    assertEquals(List.of("M", "F6", "Ctrl+F", "Ctrl+plus", "Y"), names);
    assertTrue(KeyMap.name(KeyMap.shortcut(KeyCode.COMMA)).endsWith("+,"));
  }
}
