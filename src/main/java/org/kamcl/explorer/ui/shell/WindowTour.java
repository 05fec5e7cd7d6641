package org.kamcl.explorer.ui.shell;

import javafx.beans.value.ObservableBooleanValue;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.tour.OwnFolderBanner;
import org.kamcl.explorer.ui.tour.TourPane;
import org.kamcl.explorer.ui.tour.TourViewModel;

/** The tour in the window: begins once, when the sample images can be searched. */
final class WindowTour {
  private final SettingsViewModel settings;
  private final TourViewModel model;
  private final TourPane pane;

  /** A field: a binding that nothing else holds would be collected. */
  private final ObservableBooleanValue samples;

  /**
   * @param chooseFolder asks for a folder and indexes it
   */
  WindowTour(
      ArchiveViewModel archive,
      SettingsViewModel settings,
      PerspectiveSwitcher switcher,
      Runnable chooseFolder,
      Messages messages) {
    this.settings = settings;
    this.model =
        new TourViewModel(
            new TourViewModel.Actions(
                () -> switcher.show(switcher.byId(Settings.DEFAULTS.perspective())),
                () ->
                    switcher
                        .searchTarget()
                        .filter(target -> target.lastQuery().isEmpty())
                        .ifPresent(target -> target.search(messages.text("example.first"))),
                chooseFolder,
                this::ended));
    this.pane = new TourPane(model, messages);
    this.samples = OwnFolderBanner.onlySamples(archive).and(archive.indexingProperty().isNull());
    samples.addListener((property, before, ready) -> begin());
    switcher.searchTarget().ifPresent(target -> target.onFirstResult(model::answered));
  }

  private void begin() {
    if (samples.get() && !settings.settingsProperty().get().guidance().tourShown()) {
      show();
    }
  }

  private void ended() {
    settings.change(now -> now.with(now.guidance().withTourShown(true)));
  }

  TourPane pane() {
    return pane;
  }

  /** Shows the tour from its beginning. */
  void show() {
    model.start();
  }

  /**
   * Ends the tour.
   *
   * @return whether it was shown
   */
  boolean hide() {
    return model.end();
  }
}
