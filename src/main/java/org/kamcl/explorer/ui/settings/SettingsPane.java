package org.kamcl.explorer.ui.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Fonts;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;

/** Theme, text size, language and motion. */
public final class SettingsPane extends GridPane {
  private final SettingsViewModel settings;
  private final TextSize size;
  private final Messages messages;

  /**
   * @param shortcuts opens the overview of the shortcuts
   * @param all shows all settings
   */
  public SettingsPane(
      SettingsViewModel settings,
      TextSize size,
      Messages messages,
      Runnable shortcuts,
      Runnable all) {
    this.settings = settings;
    this.size = size;
    this.messages = messages;
    getStyleClass().addAll("popover-content", "settings-grid");
    setId("settings-pane");
    addRow(0, name(messages.text("settings.theme")), themes());
    addRow(1, name(messages.text("settings.text")), sizes());
    addRow(2, name(messages.text("settings.language")), languages());
    addRow(3, name(messages.text("settings.motion")), motion());
    Hyperlink overview = new Hyperlink(messages.text("settings.keys"));
    overview.setOnAction(event -> shortcuts.run());
    addRow(4, name(messages.text("keys.help")), overview);
    Button more = new Button(messages.text("settings.all"), Icons.of("fth-settings"));
    more.setId("all-settings");
    more.setOnAction(event -> all.run());
    add(more, 1, 5);
  }

  private static Label name(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private Node themes() {
    Map<Settings.ThemeChoice, ToggleButton> choices = new LinkedHashMap<>();
    choices.put(
        Settings.ThemeChoice.SYSTEM, choice(messages.text("settings.system"), "fth-monitor"));
    choices.put(Settings.ThemeChoice.LIGHT, choice(messages.text("settings.light"), "fth-sun"));
    choices.put(Settings.ThemeChoice.DARK, choice(messages.text("settings.dark"), "fth-moon"));
    return segments(
        choices,
        settings.look().theme(),
        chosen -> settings.changeLook(appearance -> appearance.withTheme(chosen)));
  }

  private Node languages() {
    Map<String, ToggleButton> choices = new LinkedHashMap<>();
    choices.put("", choice(messages.text("settings.system"), "fth-monitor"));
    choices.put("en", new ToggleButton(messages.text("settings.english")));
    ToggleButton chinese = new ToggleButton(messages.text("settings.chinese"));
    // The name is in Chinese characters, which the current font may lack.
    chinese.setStyle("-fx-font-family: \"" + Fonts.family(Locale.SIMPLIFIED_CHINESE) + "\";");
    choices.put("zh", chinese);
    return segments(
        choices,
        settings.look().language(),
        chosen -> settings.changeLook(appearance -> appearance.withLanguage(chosen)));
  }

  private Node motion() {
    Map<Settings.Motion, ToggleButton> choices = new LinkedHashMap<>();
    choices.put(Settings.Motion.SYSTEM, choice(messages.text("settings.system"), "fth-monitor"));
    choices.put(Settings.Motion.FULL, new ToggleButton(messages.text("settings.motion.full")));
    choices.put(
        Settings.Motion.REDUCED, new ToggleButton(messages.text("settings.motion.reduced")));
    return segments(
        choices,
        settings.look().motion(),
        chosen -> settings.changeLook(appearance -> appearance.withMotion(chosen)));
  }

  private static ToggleButton choice(String text, String icon) {
    return new ToggleButton(text, Icons.of(icon));
  }

  private static <T> Node segments(Map<T, ToggleButton> choices, T now, Consumer<T> choose) {
    SegmentedButton segments = new SegmentedButton();
    ToggleGroup group = new ToggleGroup();
    segments.setToggleGroup(group);
    choices.forEach(
        (value, button) -> {
          button.setToggleGroup(group);
          button.setUserData(value);
          button.setMinWidth(Region.USE_PREF_SIZE);
          segments.getButtons().add(button);
        });
    ToggleButton chosen = choices.get(now);
    if (chosen != null) {
      group.selectToggle(chosen);
    }
    group
        .selectedToggleProperty()
        .addListener(
            (property, before, toggle) -> {
              if (toggle == null) {
                // One choice is always selected.
                group.selectToggle(before);
              } else {
                choices.forEach(
                    (value, button) -> {
                      if (button == toggle) {
                        choose.accept(value);
                      }
                    });
              }
            });
    return segments;
  }

  private Node sizes() {
    Label percent = new Label();
    percent.getStyleClass().add("settings-percent");
    percent
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> messages.text("settings.percent", size.percentProperty().get()),
                size.percentProperty()));
    Button smaller =
        Icons.button("fth-minus", messages.text("settings.smaller"), () -> size.changeBySteps(-1));
    Button larger =
        Icons.button("fth-plus", messages.text("settings.larger"), () -> size.changeBySteps(1));
    HBox sizes = new HBox(smaller, percent, larger);
    sizes.setAlignment(Pos.CENTER_LEFT);
    sizes.getStyleClass().add("settings-sizes");
    return sizes;
  }
}
