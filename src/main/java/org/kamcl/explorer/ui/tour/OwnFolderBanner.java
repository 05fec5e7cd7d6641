package org.kamcl.explorer.ui.tour;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Offers to open an own folder while the archive holds the sample images only. */
public final class OwnFolderBanner extends HBox {
  /** The collection of the sample images. */
  private static final List<String> SAMPLES = List.of("Samples");

  /** The first perspective; the settings name none before another was shown. */
  private static final List<String> EXPLORE = List.of("", "explore");

  /**
   * @param chooseFolder asks for a folder and indexes it
   */
  public OwnFolderBanner(
      ArchiveViewModel archive,
      SettingsViewModel settings,
      Messages messages,
      Runnable chooseFolder) {
    getStyleClass().addAll("banner", "banner-offer");
    setId("own-folder");
    setAlignment(Pos.CENTER_LEFT);
    Label text = new Label(messages.text("ownfolder.text"));
    text.setWrapText(true);
    text.setGraphic(Icons.of("fth-folder-plus"));
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button open = new Button(messages.text("ownfolder.open"));
    open.setId("own-folder-open");
    open.getStyleClass().add(Styles.ACCENT);
    open.setMinWidth(USE_PREF_SIZE);
    open.setOnAction(event -> chooseFolder.run());
    Button later =
        Icons.button(
            "fth-x",
            messages.text("banner.close"),
            () -> settings.change(now -> now.with(now.guidance().withFolderOffered(true))));
    later.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(text, open, later);
    visibleProperty()
        .bind(
            isExploring(settings)
                .and(onlySamples(archive))
                .and(archive.indexingProperty().isNull())
                .and(
                    Bindings.createBooleanBinding(
                        () -> !settings.settingsProperty().get().guidance().folderOffered(),
                        settings.settingsProperty())));
    managedProperty().bind(visibleProperty());
  }

  /** Whether images are searched: the other perspectives do not begin with a folder of images. */
  private static BooleanBinding isExploring(SettingsViewModel settings) {
    return Bindings.createBooleanBinding(
        () -> EXPLORE.contains(settings.settingsProperty().get().perspective()),
        settings.settingsProperty());
  }

  /** Whether the archive holds the sample images and nothing else. */
  public static BooleanBinding onlySamples(ArchiveViewModel archive) {
    return Bindings.createBooleanBinding(
        () ->
            archive.stateProperty().get() == ArchiveViewModel.State.READY
                && archive.summaryProperty().get().collections().equals(SAMPLES),
        archive.stateProperty(),
        archive.summaryProperty());
  }
}
