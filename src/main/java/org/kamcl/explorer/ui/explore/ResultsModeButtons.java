package org.kamcl.explorer.ui.explore;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/** Chooses how hits are shown: as grid, table or captions. */
final class ResultsModeButtons extends SegmentedButton {
  ResultsModeButtons(ResultsViewModel results, Messages messages) {
    Map<ResultsViewModel.Mode, ToggleButton> buttons = new EnumMap<>(ResultsViewModel.Mode.class);
    ToggleGroup group = new ToggleGroup();
    setToggleGroup(group);
    for (ResultsViewModel.Mode mode : ResultsViewModel.Mode.values()) {
      String icon =
          switch (mode) {
            case GRID -> "fth-grid";
            case LIST -> "fth-list";
            case CAPTIONS -> "fth-align-left";
          };
      String key =
          switch (mode) {
            case GRID -> "results.mode.grid";
            case LIST -> "results.mode.list";
            case CAPTIONS -> "results.mode.captions";
          };
      ToggleButton button = new ToggleButton(null, Icons.of(icon));
      button.setId("mode-" + mode.name().toLowerCase(Locale.ROOT));
      Tips.set(button, messages.text(key));
      button.setAccessibleText(messages.text(key));
      button.setToggleGroup(group);
      button.setOnAction(
          event -> {
            results.modeProperty().set(mode);
            // Clicking the selected button must not deselect it.
            button.setSelected(true);
          });
      buttons.put(mode, button);
      getButtons().add(button);
    }
    results
        .modeProperty()
        .addListener((property, before, mode) -> group.selectToggle(buttons.get(mode)));
    group.selectToggle(buttons.get(results.modeProperty().get()));
    setMinWidth(USE_PREF_SIZE);
  }
}
