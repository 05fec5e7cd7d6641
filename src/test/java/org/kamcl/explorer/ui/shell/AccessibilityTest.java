package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Tips;
import org.testfx.api.FxRobot;

/** Accessibility: every control can be reached by keyboard and has a text. */
class AccessibilityTest {
  private static final Pattern KEY = Pattern.compile("\\(([^()]*)\\)$");

  @TempDir private static Path folder;
  @RegisterExtension private static final WindowFixture FIXTURE = WindowFixture.ofClass();
  private static ExplorerWindow window;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);

  @BeforeAll
  static void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    window = FIXTURE.open(folder);
    FIXTURE.search("blue");
  }

  @AfterEach
  void reset() {
    TextSizeSteps.to(100, window, robot);
  }

  private static void collect(Node node, Set<Node> found) {
    if (node.isVisible()) {
      found.add(node);
      if (node instanceof Parent) {
        ((Parent) node).getChildrenUnmodifiable().forEach(child -> collect(child, found));
      }
    }
  }

  /** All nodes of the window, or of an open popover. */
  private static Set<Node> seen() {
    Set<Node> nodes = new LinkedHashSet<>();
    for (Window shown : Window.getWindows()) {
      if (shown.getScene() != null) {
        collect(shown.getScene().getRoot(), nodes);
      }
    }
    return nodes;
  }

  private List<Node> everything() {
    List<Node> all = new ArrayList<>(seen());
    for (Runnable pane :
        List.<Runnable>of(
            window.popovers()::toggleJobs,
            window.popovers()::toggleCollections,
            window.popovers()::toggleModel,
            window.popovers()::toggleSettings,
            window.popovers()::toggleShortcuts)) {
      robot.interact(pane);
      all.addAll(seen());
      robot.interact(pane);
    }
    return all;
  }

  @Test
  void iconButtonsHaveTooltipAndAccessibleText() {
    Set<String> silent = new TreeSet<>();
    int icons = 0;
    for (Node node : everything()) {
      if (node instanceof ButtonBase) {
        ButtonBase button = (ButtonBase) node;
        boolean withoutText = button.getText() == null || button.getText().isBlank();
        boolean notAnArrow = !String.valueOf(button.getStyleClass()).contains("arrow-button");
        if (withoutText && notAnArrow) {
          icons++;
          if (Tips.text(button).isEmpty()
              || button.getAccessibleText() == null
              || button.getAccessibleText().isBlank()) {
            silent.add(button.getStyleClass() + " in " + button.getParent().getStyleClass());
          }
        }
      }
      if (node instanceof TextInputControl && node.getAccessibleText() == null) {
        silent.add(node + " has no accessible text");
      }
    }
    assertTrue(icons > 10, icons + " buttons were looked at");
    assertEquals(Set.of(), silent);
  }

  @Test
  void keysNamedInTooltipsAreBound() {
    Set<String> bound =
        window.shortcuts().bindings().stream()
            .map(Shortcuts.Binding::name)
            .collect(Collectors.toSet());
    Set<String> named = new TreeSet<>();
    for (Node node : everything()) {
      if (node instanceof Control) {
        Matcher key = KEY.matcher(Tips.text((Control) node).orElse(""));
        if (key.find()) {
          named.add(key.group(1).replaceFirst(" or .*", ""));
        }
      }
    }
    assertFalse(named.isEmpty());
    named.removeAll(bound);
    assertEquals(Set.of(), named, "keys in tooltips without a binding");
  }

  @Test
  void f6CyclesThroughAllPanesInBothDirections() {
    Set<String> panes = new LinkedHashSet<>();
    robot.interact(() -> window.scene().getRoot().requestFocus());
    for (int i = 0; i < 12; i++) {
      robot.type(KeyCode.F6);
      panes.add(pane(window.scene().getFocusOwner()));
    }
    for (String pane : List.of("query-bar", "map", "results", "details", "status-bar", "rail")) {
      assertTrue(panes.contains(pane), () -> pane + " is not in " + panes);
    }
    String last = pane(window.scene().getFocusOwner());
    robot.type(KeyCode.F6);
    robot.push(KeyCode.SHIFT, KeyCode.F6);
    assertEquals(last, pane(window.scene().getFocusOwner()));
  }

  private static String pane(Node node) {
    Set<String> known =
        Set.of("query-bar", "map", "results", "details", "status-bar", "rail", "pane-tabs");
    for (Node at = node; at != null; at = at.getParent()) {
      for (String style : at.getStyleClass()) {
        if (known.contains(style)) {
          return style;
        }
      }
    }
    return String.valueOf(node);
  }

  @Test
  void theOverviewListsAllShortcuts() {
    robot.push(KeyCode.CONTROL, KeyCode.SLASH);
    waitUntil(() -> robot.lookup("#keys-pane").tryQuery().isPresent());
    Set<String> shown = windowRobot.texts("#keys-pane");
    Messages messages = new Messages(Locale.ENGLISH);
    for (Shortcuts.Binding binding : window.shortcuts().bindings()) {
      assertTrue(shown.contains(binding.name()), binding::name);
      assertTrue(shown.contains(messages.text(binding.titleKey())), binding::titleKey);
    }
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> robot.lookup("#keys-pane").tryQuery().isEmpty());
  }

  @Test
  void truncatedTextsHaveATooltip() {
    for (int percent : new int[] {100, 150, 200}) {
      TextSizeSteps.to(percent, window, robot);
      Set<String> cut = new TreeSet<>();
      for (Node node : everything()) {
        if (node instanceof Label || (node instanceof ButtonBase && !(node instanceof Hyperlink))) {
          Labeled labeled = (Labeled) node;
          Node text = labeled.lookup(".text");
          boolean shortened =
              text instanceof javafx.scene.text.Text
                  && labeled.getText() != null
                  && ((javafx.scene.text.Text) text).getText().endsWith("...")
                  && !labeled.getText().endsWith("...");
          if (shortened && Tips.text(labeled).isEmpty()) {
            cut.add(labeled.getText() + " " + labeled.getStyleClass());
          }
        }
      }
      assertEquals(Set.of(), cut, "cut at " + percent + " %");
    }
  }
}
