package org.kamcl.explorer.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.doctor.CheckContext;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.doctor.HealthCheck;
import org.kamcl.explorer.ui.help.HelpSection;
import org.kamcl.explorer.ui.help.KeyMap;
import org.testfx.api.FxRobot;

/** The help of one window with all perspectives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WindowHelpTest {
  private static final Pattern KEY_CODE =
      Pattern.compile("KeyCode\\.([A-Z]|DIGIT[0-9]|F[0-9]{1,2})\\b");

  @TempDir static Path folder;

  private final FxRobot robot = new FxRobot();
  private final HelpWindow helpWindow = new HelpWindow();
  private ExplorerWindow window;

  @BeforeAll
  void show() throws TimeoutException, IOException {
    window = helpWindow.open(folder);
  }

  @AfterEach
  void closeHelp() {
    helpWindow.closeHelp();
  }

  @AfterAll
  void close() throws TimeoutException {
    helpWindow.close();
  }

  @Test
  void everyButtonWithoutTextHasATooltipAndAnAccessibleText() {
    List<String> silent = new ArrayList<>();
    long buttons = 0;
    for (Perspective perspective : window.perspectives()) {
      robot.interact(() -> window.show(perspective));
      waitUntil(() -> window.settled().getAsBoolean());
      silent.addAll(helpWindow.silentButtons(window.scene().getRoot(), perspective.id()));
      buttons +=
          helpWindow.all(window.scene().getRoot()).stream()
              .filter(ButtonBase.class::isInstance)
              .count();
    }
    for (HelpSection section : HelpSection.values()) {
      robot.interact(() -> window.help().show(section));
      silent.addAll(helpWindow.silentButtons(helpWindow.help().getRoot(), "help " + section));
    }
    assertEquals(List.of(), silent);
    assertTrue(buttons > 100, buttons + " buttons");
  }

  @Test
  void f1OpensTheChapterOfThePerspective() {
    Map<String, String> chapters =
        Map.of(
            "explore", "Search",
            "inspect", "Why an image was found",
            "concepts", "Look at the concepts",
            "train", "Train a model",
            "evaluate", "Evaluate a model",
            "models", "Models");
    assertEquals(
        chapters.keySet(),
        window.perspectives().stream().map(Perspective::id).collect(Collectors.toSet()));
    for (Perspective perspective : window.perspectives()) {
      robot.interact(
          () -> {
            window.show(perspective);
            window.shortcuts().bindings().stream()
                .filter(binding -> binding.name().equals("F1"))
                .forEach(binding -> binding.action().orElseThrow().run());
          });
      String page = helpWindow.texts((Parent) helpWindow.help().lookup("#guide-page"));
      assertTrue(page.contains(chapters.get(perspective.id())), perspective.id() + "\n" + page);
    }
  }

  @Test
  void theKeyMapHasAllShortcutsAndThereAreNoOthers() throws IOException {
    robot.interact(() -> window.help().show(HelpSection.KEYS));
    String shown = helpWindow.texts((Parent) helpWindow.help().lookup("#key-map"));
    Set<String> names = new TreeSet<>();
    KeyMap map = window.help().keyMap();
    for (KeyMap.Group group : map.groups()) {
      assertTrue(shown.contains(group.title()), group::title);
      for (KeyMap.Key key : group.keys()) {
        names.add(key.name());
        assertTrue(shown.contains(key.name()) && shown.contains(key.text()), key::toString);
      }
    }
    // What works while a perspective is shown is what the map lists for it and for everywhere.
    for (Perspective perspective : window.perspectives()) {
      robot.interact(() -> window.show(perspective));
      List<String> working =
          window.shortcuts().bindings().stream()
              .map(Shortcuts.Binding::name)
              .collect(Collectors.toCollection(ArrayList::new));
      assertFalse(working.isEmpty());
      working.removeAll(names);
      assertEquals(List.of(), working, perspective.id());
    }
    assertEquals(Map.of(), window.scene().getAccelerators());
    // Controls that handle letters and function keys themselves are described in the map.
    Set<String> handled = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/kamcl/explorer/ui"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(source);
        assertFalse(text.contains("setAccelerator("), source + " has a shortcut of its own");
        Matcher codes = KEY_CODE.matcher(text);
        while (codes.find()) {
          handled.add(codes.group(1).replace("DIGIT", ""));
        }
      }
    }
    handled.removeIf(
        code -> names.stream().anyMatch(name -> name.equals(code) || name.endsWith("+" + code)));
    // Only perspectives that exist get a number.
    handled.removeAll(Set.of("6", "7", "8", "9"));
    assertEquals(Set.of(), handled, "keys that the map does not name");
  }

  @Test
  void aQuestionMarkAndControlSlashShowTheShortcutsThatWorkNow() {
    robot.interact(() -> window.show(window.perspectives().get(0)));
    robot.interact(() -> window.scene().getWindow().requestFocus());
    robot.interact(() -> window.scene().getRoot().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.SLASH);
    waitUntil(() -> robot.lookup("#keys-pane").tryQuery().isPresent());
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> robot.lookup("#keys-pane").tryQuery().isEmpty());
    robot.interact(() -> window.scene().getRoot().requestFocus());
    robot.push(KeyCode.SHIFT, KeyCode.SLASH);
    waitUntil(() -> robot.lookup("#keys-pane").tryQuery().isPresent());
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> robot.lookup("#keys-pane").tryQuery().isEmpty());
  }

  @Test
  void theMenuInTheRailOpensEveryPart() {
    Button button = (Button) window.scene().lookup("#help");
    Map<String, String> parts =
        Map.of(
            "User guide", "#guide-page",
            "Check the installation", "#checks",
            "Report a problem", "#report",
            "About", "#about");
    for (Map.Entry<String, String> part : parts.entrySet()) {
      robot.interact(button::fire);
      ContextMenu menu =
          Window.getWindows().stream()
              .filter(ContextMenu.class::isInstance)
              .map(ContextMenu.class::cast)
              .findFirst()
              .orElseThrow();
      MenuItem item =
          menu.getItems().stream()
              .filter(one -> one.getText() != null && one.getText().startsWith(part.getKey()))
              .findFirst()
              .orElseThrow();
      robot.interact(
          () -> {
            item.fire();
            menu.hide();
          });
      Scene help = helpWindow.help();
      assertTrue(help.lookup(part.getValue()) != null, part.getKey());
    }
  }

  @Test
  void theGuideIsSearchedFollowedAndLeftAndEnteredAgain() {
    robot.interact(() -> window.help().showChapter("first-steps"));
    Scene help = helpWindow.help();
    TextField field = (TextField) help.lookup("#guide-search");
    robot.interact(() -> field.setText("pointing game"));
    Button hit = (Button) help.lookup(".guide-hit");
    assertTrue(hit.getAccessibleText().contains("pointing game"), hit.getAccessibleText());
    robot.interact(hit::fire);
    Parent page = (Parent) help.lookup("#guide-page");
    assertTrue(helpWindow.texts(page).contains("Why an image was found"));
    ScrollPane scroll = (ScrollPane) page;
    waitUntil(() -> scroll.getVvalue() > 0.3);
    robot.interact(() -> field.setText("zeppelin"));
    assertTrue(helpWindow.texts(help.getRoot()).contains("Nothing was found"));
    robot.interact(() -> field.setText(""));
    robot.interact(((Button) help.lookup("#guide-back"))::fire);
    assertTrue(helpWindow.texts(page).contains("First steps"));
    Hyperlink link =
        page.lookupAll(".guide-link").stream()
            .map(Hyperlink.class::cast)
            .filter(
                one ->
                    one.getText().equals("Command reference")
                        || one.getText().startsWith("command"))
            .findFirst()
            .orElseThrow();
    robot.interact(link::fire);
    assertTrue(
        helpWindow.texts(page).contains("kamcl search"), "the reference is part of the guide");
    robot.interact(() -> help.getWindow().requestFocus());
    robot.push(KeyCode.ALT, KeyCode.LEFT);
    assertTrue(helpWindow.texts(page).contains("First steps"));
    robot.push(KeyCode.ALT, KeyCode.RIGHT);
    assertTrue(helpWindow.texts(page).contains("kamcl search"));
  }

  @Test
  void resultsOfTheChecksAppearAsTheyComeAndAreCopied() {
    helpWindow.holdSecondCheck();
    robot.interact(
        () -> {
          window.help().show(HelpSection.CHECKS);
          Button again = (Button) window.help().scene().orElseThrow().lookup("#checks-again");
          if (!again.isDisabled()) {
            again.fire();
          }
        });
    Scene help = window.help().scene().orElseThrow();
    waitUntil(() -> helpWindow.texts(help.getRoot()).contains("first"));
    assertFalse(helpWindow.texts(help.getRoot()).contains("second run"));
    helpWindow.releaseSecondCheck();
    waitUntil(() -> window.help().isSettled());
    String before = helpWindow.texts(help.getRoot());
    assertTrue(before.contains("second run"), before);
    assertTrue(before.contains("advice"), before);
    assertTrue(before.contains("1 problem"), before);
    robot.interact(((Button) help.lookup("#checks-copy"))::fire);
    String[] copied = new String[1];
    robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertTrue(
        copied[0].contains("PROBLEM  disk") && copied[0].contains("ok       memory"), copied[0]);
    int ran = helpWindow.runs();
    robot.interact(((Button) help.lookup("#checks-again"))::fire);
    waitUntil(() -> window.help().isSettled());
    assertEquals(ran + 1, helpWindow.runs());
  }

  @Test
  void aProblemThatIsShownCanBeReported() {
    robot.interact(() -> window.showProblem("The archive is damaged."));
    Hyperlink link =
        (Hyperlink)
            helpWindow.all(window.scene().getRoot()).stream()
                .filter(node -> node.getStyleClass().contains("report-link"))
                .findFirst()
                .orElseThrow();
    robot.interact(link::fire);
    Scene help = helpWindow.help();
    assertTrue(((ToggleButton) help.lookup("#help-report")).isSelected());
    String text = helpWindow.texts(help.getRoot());
    assertTrue(text.contains("doctor.txt") && text.contains("settings.json"), text);
    robot.interact(() -> window.showProblem(""));
  }

  @Test
  void theRealChecksNeedNoArchive() {
    List<HealthCheck> real =
        Doctor.checks(
            CheckContext.ofWindow(
                new Workspace(folder.resolve("missing"), Optional.empty()), List.of("1 x 1")));
    Set<String> names = real.stream().map(HealthCheck::name).collect(Collectors.toSet());
    assertTrue(
        names.containsAll(
            Set.of(
                "program",
                "processor",
                "memory",
                "locale",
                "display",
                "disk",
                "engine",
                "cache",
                "workspace",
                "models",
                "archive")),
        names.toString());
  }
}
