package org.kamcl.explorer.ui.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/**
 * The rail on the left: one entry per perspective, then theme, help and settings. In a low window
 * its entries have no names, so that all of them are in it.
 */
final class Rail extends VBox {
  private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

  /** Height of an entry with its name and of the space below it, in font sizes. */
  private static final double NAMED = 4.46;

  private final Map<Perspective, ToggleButton> entries = new LinkedHashMap<>();
  private final Button help;
  private final Button settings;

  /**
   * @param show shows a perspective
   */
  Rail(
      List<Perspective> perspectives,
      Consumer<Perspective> show,
      Messages messages,
      Runnable switchTheme) {
    getStyleClass().add("rail");
    for (Perspective perspective : perspectives) {
      ToggleButton entry =
          new ToggleButton(messages.text(perspective.titleKey()), icon(perspective));
      entry.setId("perspective-" + perspective.id());
      Tips.set(entry, messages.text(perspective.tooltipKey()));
      entry.setOnAction(
          event -> {
            // A click on the selected entry must not deselect it.
            entry.setSelected(true);
            show.accept(perspective);
          });
      entries.put(perspective, entry);
      add(entry);
    }
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    getChildren().add(gap);
    Button theme = new Button(messages.text("rail.theme"), Icons.of("fth-moon", Icons.LARGE));
    theme.setId("theme");
    Tips.set(theme, messages.text("rail.theme.tip"));
    theme.setOnAction(event -> switchTheme.run());
    add(theme);
    help = new Button(messages.text("rail.help"), Icons.of("fth-help-circle", Icons.LARGE));
    help.setId("help");
    Tips.set(help, messages.text("rail.help.tip"));
    add(help);
    settings = new Button(messages.text("rail.settings"), Icons.of("fth-settings", Icons.LARGE));
    Tips.set(settings, messages.text("rail.settings.tip"));
    add(settings);
    // The window may be lower than all entries.
    setMinHeight(0);
    heightProperty().addListener((property, before, now) -> arrange());
    settings.fontProperty().addListener((property, before, now) -> arrange());
  }

  private void arrange() {
    List<ButtonBase> all =
        getChildren().stream()
            .filter(ButtonBase.class::isInstance)
            .map(ButtonBase.class::cast)
            .toList();
    boolean low = getHeight() < NAMED * all.size() * settings.getFont().getSize();
    pseudoClassStateChanged(LOW, low);
    all.forEach(
        entry -> entry.setContentDisplay(low ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.TOP));
  }

  /** The icon, with a dot while something of the perspective is running. */
  private static Node icon(Perspective perspective) {
    Region dot = new Region();
    dot.getStyleClass().add("rail-dot");
    dot.visibleProperty().bind(perspective.busy());
    StackPane icon = new StackPane(Icons.of(perspective.icon(), Icons.LARGE), dot);
    StackPane.setAlignment(dot, Pos.TOP_RIGHT);
    icon.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    return icon;
  }

  private void add(ButtonBase entry) {
    entry.setContentDisplay(ContentDisplay.TOP);
    entry.getStyleClass().add("rail-entry");
    entry.setMaxWidth(Double.MAX_VALUE);
    getChildren().add(entry);
  }

  /** Marks the entry of the perspective that is shown. */
  void select(Perspective shown) {
    entries.forEach((perspective, entry) -> entry.setSelected(perspective == shown));
  }

  Button help() {
    return help;
  }

  Button settings() {
    return settings;
  }
}
