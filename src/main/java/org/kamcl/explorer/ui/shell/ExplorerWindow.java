package org.kamcl.explorer.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastPane;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.help.HelpSection;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;

/** The content of the window: rail, active perspective, banners, status bar and shortcuts. */
public final class ExplorerWindow implements AutoCloseable {
  /** Minimum width at which every pane fits, in pixels. */
  public static final double MIN_WIDTH = 1024;

  /** Minimum height at which every pane fits, in pixels. */
  public static final double MIN_HEIGHT = 680;

  private final Messages messages;
  private final Optional<WindowSession> own;
  private final SettingsViewModel settings;
  private final JobsViewModel jobs;
  private final WindowModels models;
  private final ArchiveViewModel archive;
  private final FileDialogs fileDialogs;
  private final TextSize textSize = new TextSize();
  private final PerspectiveSwitcher switcher;
  private final FirstSearch firstSearch;
  private final WindowTour tour;
  private final WindowSettings windowSettings;
  private final StatusBar status;
  private final Rail rail;
  private final WindowPopovers windowPopovers;
  private final WindowAppearance appearance;
  private final WindowHelp help;
  private final Shortcuts shortcuts = new Shortcuts();
  private final BorderPane root;
  private final Scene scene;

  /**
   * A window whose settings are not stored.
   *
   * @param registry the perspectives
   * @param opener called by {@link #open} on a background thread
   */
  public ExplorerWindow(
      PerspectiveRegistry registry,
      ExplorerServices.Opener opener,
      Messages messages,
      Theme theme,
      double width,
      double height) {
    this(
        registry,
        opener,
        WindowSession.transientSession(theme, messages.locale()),
        true,
        width,
        height);
  }

  /**
   * A window of a session that outlives it.
   *
   * @param registry the perspectives
   * @param opener called by {@link #open} on a background thread
   */
  public ExplorerWindow(
      PerspectiveRegistry registry,
      ExplorerServices.Opener opener,
      WindowSession session,
      double width,
      double height) {
    this(registry, opener, session, false, width, height);
  }

  private ExplorerWindow(
      PerspectiveRegistry registry,
      ExplorerServices.Opener opener,
      WindowSession session,
      boolean own,
      double width,
      double height) {
    this.own = own ? Optional.of(session) : Optional.empty();
    this.settings = session.settings();
    this.jobs = session.jobs();
    this.messages = new Messages(settings.locale());
    this.models = new WindowModels(session, opener, messages);
    this.archive = models.archive();
    this.fileDialogs = new FileDialogs(this::stage, archive::imageFormats, messages);
    PerspectiveContext context =
        new PerspectiveContext(
            archive,
            models.selection(),
            models.missingCrs(),
            models.toasts(),
            models.thumbnails(),
            jobs,
            settings,
            textSize,
            session.tasks(),
            fileDialogs,
            messages,
            this::chooseFolder,
            new WindowNavigator(this::switcher, this::reportProblem));
    this.windowSettings = new WindowSettings(this, context);
    VBox banners = WindowBanners.of(context, models);
    this.switcher = new PerspectiveSwitcher(registry.create(context), models.selection(), banners);
    this.firstSearch = new FirstSearch(archive, switcher);
    this.status = new StatusBar(archive, models.selection(), jobs, messages);
    this.rail = new Rail(switcher.perspectives(), switcher::show, messages, this::switchTheme);

    Popovers popovers = new Popovers();
    this.tour = new WindowTour(archive, settings, switcher, this::chooseFolder, messages);
    this.root =
        new BorderPane(
            new StackPane(
                switcher,
                new ToastPane(models.toasts(), messages, this::reportProblem),
                tour.pane()));
    root.getStyleClass().add("window");
    root.setLeft(rail);
    root.setBottom(status);
    // Without the root, which would be styled again after each change that follows.
    this.scene = new Scene(new Group(), width, height);
    this.appearance =
        WindowAppearance.install(settings, textSize, messages.locale(), scene, popovers, status);
    this.windowPopovers =
        new WindowPopovers(
            popovers,
            new WindowPopovers.Models(
                archive, models.collections(), models.missingCrs(), jobs, settings, textSize),
            new WindowPopovers.Actions(
                this::chooseFolder,
                filter -> switcher.search(target -> target.search(filter)),
                this::shortcuts,
                this::showSettings,
                this::showChecks,
                () -> switcher.show("models")),
            status,
            rail,
            messages);
    this.help =
        new WindowHelp(switcher, shortcuts, session, fileDialogs, appearance::applyTo, messages);
    help.install(scene, rail.help(), windowPopovers::toggleShortcuts);
    help.addItem("fth-compass", messages.text("tour.menu"), this::showTour);
    archive
        .stateProperty()
        .addListener(
            (property, before, state) -> {
              // The first images can arrive while the user types elsewhere, as in the settings.
              if (state == ArchiveViewModel.State.READY && scene.getFocusOwner() == root) {
                switcher.active().focus();
              }
            });
    switcher.onShow(this::shown);
    switcher.show(switcher.byId(settings.settingsProperty().get().perspective()));
    new WindowShortcuts(this, switcher, textSize).bind(shortcuts);
    Shortcuts.listenTo(scene, this::shortcuts);
    DragAndDrop.on(root, paths -> switcher.dropped(paths, archive::add));
    scene.setRoot(root);
    // Otherwise the first text field would take the focus and hide its prompt.
    root.setFocusTraversable(true);
    root.requestFocus();
  }

  private void shown(Perspective perspective) {
    rail.select(perspective);
    if (perspective != perspectives().get(0)) {
      appearance.complete();
    }
    if (perspective != switcher.byId(settings.settingsProperty().get().perspective())) {
      settings.change(now -> now.withPerspective(perspective.id()));
    }
  }

  /** Shows a perspective. */
  public void show(Perspective perspective) {
    switcher.show(perspective);
  }

  private PerspectiveSwitcher switcher() {
    return switcher;
  }

  /** The perspectives, in the order of the rail. */
  public List<Perspective> perspectives() {
    return switcher.perspectives();
  }

  /** Opens the archive in the background. */
  void openArchive() {
    archive.open();
  }

  /** Opens the archive, unless this was done, and the perspective in the background. */
  public void open() {
    archive.open();
    switcher.open();
  }

  /** The scene to show on a stage. */
  public Scene scene() {
    return scene;
  }

  /** Applies the theme of the window to a scene of its own, such as that of a dialog. */
  void applyTheme(Scene other) {
    appearance.applyTo(other);
  }

  /** Runs a query as if it had been typed. */
  public void search(String words) {
    switcher.search(target -> target.search(words));
  }

  /** The query that the window begins with. */
  FirstSearch firstSearch() {
    return firstSearch;
  }

  /** Indexes folders and files, as if they had been dropped on the window. */
  public void add(List<Path> paths) {
    archive.add(paths);
  }

  /** Indexes some images of the archive again, as a job. They are unchanged, so nothing changes. */
  public void reindex(int most) {
    archive.add(archive.images().stream().map(ImageRecord::file).distinct().limit(most).toList());
  }

  /** Runs an action when the first search result is shown. */
  void onFirstResult(Runnable action) {
    switcher.searchTarget().ifPresent(target -> target.onFirstResult(action));
  }

  /** Shows a problem above the panes. */
  void showProblem(String sentence) {
    archive.problem(sentence);
  }

  /** The last search that was answered; empty before the first. */
  Optional<SearchRequest> lastSearch() {
    return switcher.searchTarget().flatMap(SearchTarget::lastSearch);
  }

  /** The last query, or the one that is to run first; empty for none. */
  public String lastQuery() {
    return firstSearch.lastQuery();
  }

  /** Whether the archive is open and its images are read, or it has failed to open. */
  public BooleanSupplier opened() {
    return models.opened();
  }

  /** Whether no background work is pending; used by screenshots. */
  public BooleanSupplier settled() {
    return () -> models.isSettled() && switcher.active().isSettled();
  }

  /** Whether the results are complete, thumbnails included; explanations of them may follow. */
  public BooleanSupplier answered() {
    return () ->
        opened().getAsBoolean()
            && switcher.searchTarget().map(SearchTarget::isAnswered).orElse(true)
            && !models.thumbnails().isLoading();
  }

  /** Switches between light and dark. */
  void switchTheme() {
    boolean dark = settings.look().isDark();
    settings.changeLook(
        appearance ->
            appearance.withTheme(dark ? Settings.ThemeChoice.LIGHT : Settings.ThemeChoice.DARK));
  }

  /** Asks for a folder and indexes it. */
  void chooseFolder() {
    fileDialogs.folder().map(List::of).ifPresent(archive::add);
  }

  private Window stage() {
    return scene.getWindow();
  }

  /** The help of the window. */
  public WindowHelp help() {
    return help;
  }

  /** Shows the checks of the installation. */
  void showChecks() {
    help.show(HelpSection.CHECKS);
  }

  private void reportProblem() {
    help.show(HelpSection.REPORT);
  }

  /** The popovers of the status bar and the rail. */
  public WindowPopovers popovers() {
    return windowPopovers;
  }

  /**
   * Opens CRS assignment for the files with missing CRS.
   *
   * @param text initial search text
   */
  public void showMissingCrs(String text) {
    models.missingCrs().chooseCrs();
    models.missingCrs().assignment().crsSearch().textProperty().set(text);
  }

  /** Shows all settings in a window of their own. */
  public void showSettings() {
    windowPopovers.hide();
    windowSettings.show();
  }

  /** Whether the window with all settings is shown. */
  boolean showsSettings() {
    return windowSettings.isShowing();
  }

  /** Shows the tour from its beginning. */
  public void showTour() {
    windowPopovers.hide();
    tour.show();
  }

  /** Text size in percent. */
  int textPercent() {
    return textSize.percentProperty().get();
  }

  /** Shortcuts of the active perspective, then those of the window. */
  Shortcuts shortcuts() {
    return switcher.shortcuts().plus(shortcuts);
  }

  /** Closes an open pane, or else focuses the perspective's main field. */
  void escape() {
    if (!windowPopovers.hide() && !tour.hide() && !switcher.active().escape()) {
      switcher.active().focus();
    }
  }

  /** Moves the focus to the next pane, or to the previous one for a negative step. */
  void nextPane(int step) {
    List<Node> panes =
        Stream.concat(switcher.active().panes().stream(), Stream.of(status, rail)).toList();
    FocusCycle.move(scene, panes, step);
  }

  /** Closes the window's content. The session is kept. */
  @Override
  public void close() {
    windowPopovers.hide();
    help.close();
    windowSettings.close();
    models.close();
    settings.change(now -> now.withQuery(lastQuery()));
    switcher.close();
    own.ifPresent(WindowSession::close);
  }
}
