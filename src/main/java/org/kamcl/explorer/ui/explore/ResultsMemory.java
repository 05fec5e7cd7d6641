package org.kamcl.explorer.ui.explore;

import java.util.Locale;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.theme.TextSize;

/** Restores how the results are displayed, and stores changes. */
final class ResultsMemory {
  ResultsMemory(
      ResultsViewModel model, ResultsView view, SettingsViewModel settings, TextSize textSize) {
    Settings.Layout layout = settings.settingsProperty().get().layout();
    for (ResultsViewModel.Mode mode : ResultsViewModel.Mode.values()) {
      if (name(mode).equals(layout.view())) {
        model.modeProperty().set(mode);
      }
    }
    model
        .modeProperty()
        .addListener((property, before, now) -> settings.changePanes(p -> p.withView(name(now))));
    view.thumbnailSizeProperty().set(layout.thumbnailSize());
    view.thumbnailSizeProperty()
        .addListener(
            (property, before, now) ->
                settings.changePanes(p -> p.withThumbnailSize(now.intValue())));
    view.scaleProperty().set(textSize.factor());
    textSize
        .percentProperty()
        .addListener((property, before, now) -> view.scaleProperty().set(textSize.factor()));
  }

  private static String name(ResultsViewModel.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
