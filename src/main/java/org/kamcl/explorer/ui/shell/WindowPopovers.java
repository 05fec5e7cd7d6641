package org.kamcl.explorer.ui.shell;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.collections.CollectionsPane;
import org.kamcl.explorer.ui.collections.CollectionsViewModel;
import org.kamcl.explorer.ui.crs.MissingCrsViewModel;
import org.kamcl.explorer.ui.settings.SettingsPane;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.task.JobsPane;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;

/** Opens and closes the popovers of the status bar and the rail; one is open at a time. */
public final class WindowPopovers {
  private final Popovers popovers;
  private final Models models;
  private final Actions actions;
  private final StatusBar status;
  private final Rail rail;
  private final Messages messages;

  /** What the popovers show. */
  record Models(
      ArchiveViewModel archive,
      CollectionsViewModel collections,
      MissingCrsViewModel missingCrs,
      JobsViewModel jobs,
      SettingsViewModel settings,
      TextSize textSize) {}

  /**
   * What the popovers do.
   *
   * @param chooseFolder asks for a folder and indexes it
   * @param search runs the query with a filter
   * @param shortcuts the shortcuts that work at the moment
   * @param settings shows all settings
   * @param checks shows the checks of the installation
   * @param models shows all installed models
   */
  record Actions(
      Runnable chooseFolder,
      Consumer<SearchFilter> search,
      Supplier<Shortcuts> shortcuts,
      Runnable settings,
      Runnable checks,
      Runnable models) {}

  /**
   * @param popovers shows the panes
   */
  WindowPopovers(
      Popovers popovers,
      Models models,
      Actions actions,
      StatusBar status,
      Rail rail,
      Messages messages) {
    this.popovers = popovers;
    this.models = models;
    this.actions = actions;
    this.status = status;
    this.rail = rail;
    this.messages = messages;
    status.jobsButton().setOnAction(event -> toggleJobs());
    status.archiveButton().setOnAction(event -> toggleCollections());
    status.modelButton().setOnAction(event -> toggleModel());
    rail.settings().setOnAction(event -> toggleSettings());
  }

  /** Opens or closes the list of jobs. */
  public void toggleJobs() {
    popovers.toggle(
        new JobsPane(models.jobs(), messages), status.jobsButton(), Popovers.Side.ABOVE_RIGHT);
  }

  /** Opens or closes the collections of the archive. */
  public void toggleCollections() {
    popovers.toggle(
        new CollectionsPane(
            models.collections(),
            models.missingCrs().files(),
            messages,
            new CollectionsPane.Actions(
                actions.chooseFolder(), this::searchInCollection, this::assignCrs)),
        status.archiveButton(),
        Popovers.Side.ABOVE_LEFT);
  }

  /** Opens or closes the description of the model. */
  public void toggleModel() {
    popovers.toggle(
        new ModelPane(
            models.archive().modelProperty().get(),
            new ModelList(
                models.archive().models(),
                messages,
                name -> {
                  popovers.hide();
                  models.archive().models().indexWith(name);
                }),
            messages,
            () -> {
              popovers.hide();
              actions.checks().run();
            },
            () -> {
              popovers.hide();
              actions.models().run();
            }),
        status.modelButton(),
        Popovers.Side.ABOVE_LEFT);
  }

  /** Opens or closes the settings. */
  public void toggleSettings() {
    popovers.toggle(
        new SettingsPane(
            models.settings(),
            models.textSize(),
            messages,
            () -> {
              popovers.hide();
              toggleShortcuts();
            },
            actions.settings()),
        rail.settings(),
        Popovers.Side.RIGHT);
  }

  /** Opens or closes the list of shortcuts. */
  public void toggleShortcuts() {
    popovers.toggle(
        new ShortcutsPane(actions.shortcuts().get(), messages),
        rail.settings(),
        Popovers.Side.RIGHT);
  }

  /** Searches one collection only; earlier filters are dropped. */
  private void searchInCollection(
      ImageCollections.Info collection, UnaryOperator<SearchFilter> change) {
    popovers.hide();
    actions
        .search()
        .accept(change.apply(SearchFilter.NONE.withCollections(Set.of(collection.name()))));
  }

  /** Opens CRS assignment for a collection's files, also for those that were decided before. */
  private void assignCrs(ImageCollections.Info collection) {
    popovers.hide();
    models.missingCrs().chooseCrs(collection.name());
  }

  /**
   * Closes the open popover.
   *
   * @return whether one was open
   */
  boolean hide() {
    return popovers.hide();
  }
}
