package org.kamcl.explorer.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Window;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.collections.CollectionsViewModel;
import org.kamcl.explorer.ui.control.Banner;
import org.kamcl.explorer.ui.crs.MissingCrsBanner;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.explore.QueryBar;
import org.kamcl.explorer.ui.explore.ResultsView;
import org.kamcl.explorer.ui.explore.SearchViewModel;
import org.kamcl.explorer.ui.explore.details.DetailsView;
import org.kamcl.explorer.ui.explore.start.StartView;
import org.kamcl.explorer.ui.map.MapView;
import org.kamcl.explorer.ui.task.FxTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.theme.ThemeStyles;

/** The window's contents: makes the view models and views, and joins them by keys. */
public final class ExplorerWindow implements AutoCloseable {
  /** Smaller, panes would have no room. */
  public static final double MIN_WIDTH = 1100;

  /** Smaller, panes would have no room. */
  public static final double MIN_HEIGHT = 680;

  private final Messages messages;
  private final Optional<WindowSession> own;
  private final SettingsViewModel settings;
  private final JobsViewModel jobs;
  private final ArchiveViewModel archive;
  private final CollectionsViewModel collections;
  private final ExploreModels models;
  private final SearchViewModel search;
  private final Dialogs dialogs;
  private final TextSize textSize = new TextSize();
  private final ExploreView explore;
  private final StatusBar status;
  private final Rail rail;
  private final Popovers popovers = new Popovers();
  private final Shortcuts keys = new Shortcuts();
  private final BorderPane root;
  private final Scene scene;

  /** What is searched for when the archive is open, until there is an answer. */
  private String expected = "";

  /**
   * A window that remembers nothing.
   *
   * @param opener is asked by {@link #open}, in the background
   */
  public ExplorerWindow(
      ExplorerServices.Opener opener, Messages messages, Theme theme, double width, double height) {
    this(
        opener,
        WindowSession.transientSession(
            Settings.DEFAULTS.with(
                Settings.DEFAULTS
                    .appearance()
                    .withTheme(
                        theme == Theme.DARK
                            ? Settings.ThemeChoice.DARK
                            : Settings.ThemeChoice.LIGHT)
                    .withLanguage(messages.locale().toLanguageTag()))),
        true,
        width,
        height);
  }

  /**
   * A window of a session, which outlives it.
   *
   * @param opener is asked by {@link #open}, in the background
   */
  public ExplorerWindow(
      ExplorerServices.Opener opener, WindowSession session, double width, double height) {
    this(opener, session, false, width, height);
  }

  private ExplorerWindow(
      ExplorerServices.Opener opener,
      WindowSession session,
      boolean own,
      double width,
      double height) {
    this.own = own ? Optional.of(session) : Optional.empty();
    this.settings = session.settings();
    this.jobs = session.jobs();
    this.messages = new Messages(settings.locale());
    FxTaskExecutor tasks = session.tasks();
    this.archive = new ArchiveViewModel(opener, tasks, jobs, messages);
    archive.setJournal(session.journal());
    this.collections = new CollectionsViewModel(archive, tasks, messages);
    this.models = new ExploreModels(archive, tasks, messages);
    this.search = models.search();
    collections.onRemoved(
        gone ->
            models
                .toasts()
                .showUndoable(
                    messages.text("collections.removed", gone.name(), gone.images()),
                    () -> collections.undo(gone)));
    this.dialogs = new Dialogs(this::stage, messages);
    StartView start = new StartView(archive, search, messages, this::chooseFolder);
    HitActions actions = models.actions(dialogs);
    this.explore =
        new ExploreView(
            models,
            textSize,
            new ExploreView.Views(
                new QueryBar(models.queryBar(), models.pictures(), messages),
                List.of(
                    new OfferBanner(archive.offers(), messages),
                    new MissingCrsBanner(models.placing(), messages),
                    Banner.problem(archive.problemProperty(), messages, archive::dismissProblem),
                    Banner.problem(search.problemProperty(), messages, search::dismissProblem),
                    Banner.notice(archive.noticeProperty(), messages, archive::dismissNotice)),
                new ResultsView(
                    models.results(actions), models.pictures(), start, dialogs::save, messages),
                new MapView(models.map(), models.pictures(), tasks, messages),
                new DetailsView(
                    models.details(), actions, models.pictures(), messages, this::hideDetails)),
            actions,
            settings,
            messages);
    this.status = new StatusBar(archive, models.selection(), jobs, messages);
    this.rail = new Rail(messages, this::switchTheme);

    this.root = new BorderPane(explore);
    root.getStyleClass().add("window");
    root.setLeft(rail);
    root.setBottom(status);
    this.scene = new Scene(root, width, height);
    bindAppearance();
    status.jobsButton().setOnAction(event -> showJobs());
    status.archiveButton().setOnAction(event -> showCollections());
    rail.settings().setOnAction(event -> showSettings());
    // Else the first field would have the cursor, and hide what it asks for.
    root.setFocusTraversable(true);
    root.requestFocus();
    archive
        .stateProperty()
        .addListener(
            (property, before, state) -> {
              if (state == ArchiveViewModel.State.READY) {
                explore.query().focus();
              }
            });
    new WindowKeys(this, explore, textSize).bind(keys);
    new ExploreKeys(explore, models).bind(keys);
    keys.listenTo(scene);
    DragAndDrop.on(root, archive::add);
  }

  private void bindAppearance() {
    textSize.set(settings.look().textPercent());
    textSize
        .percentProperty()
        .addListener(
            (property, before, percent) ->
                settings.changeLook(appearance -> appearance.withTextPercent(percent.intValue())));
    settings
        .settingsProperty()
        .addListener(
            (property, before, now) -> {
              if (!before.appearance().equals(now.appearance())) {
                applyTheme();
              }
            });
    scene.widthProperty().addListener((property, before, width) -> room());
    applyTheme();
  }

  private void room() {
    status.fitTo(scene.getWidth() / textSize.factor());
  }

  private void applyTheme() {
    Theme theme = settings.look().isDark() ? Theme.DARK : Theme.LIGHT;
    ThemeStyles themeStyles = ThemeStyles.of(theme, textSize, messages.locale());
    // Else a dark window is white until its first picture is drawn.
    scene.setFill(theme.backdrop());
    themeStyles.applyTo(scene);
    popovers.applyTheme(themeStyles);
    popovers.setReducedMotion(settings.look().reducesMotion());
    room();
  }

  /** Opens archive and map in the background; the window is there already. */
  public void open() {
    archive.open();
    explore.map().open();
  }

  /** What is to be put on a stage. */
  public Scene scene() {
    return scene;
  }

  /** Searches for words, as if they had been typed. */
  public void search(String words) {
    search.search(words);
  }

  /** The same when the archive is open; to be called before. */
  void searchWhenOpen(String words) {
    archive.expectSearch();
    expected = words;
    onFirstResult(() -> expected = "");
    ChangeListener<ArchiveViewModel.State> once =
        new ChangeListener<>() {
          @Override
          public void changed(
              ObservableValue<? extends ArchiveViewModel.State> property,
              ArchiveViewModel.State before,
              ArchiveViewModel.State state) {
            property.removeListener(this);
            if (state == ArchiveViewModel.State.READY) {
              search(words);
            }
          }
        };
    archive.stateProperty().addListener(once);
  }

  /** Reads some images of the archive again, as a job; they are known, so nothing changes. */
  public void reindex(int most) {
    archive.add(archive.images().stream().map(ImageRecord::file).distinct().limit(most).toList());
  }

  /** Does something when the first answer to a search is shown. */
  void onFirstResult(Runnable action) {
    search
        .resultProperty()
        .addListener(
            (property, before, result) -> {
              if (before == null && result != null) {
                action.run();
              }
            });
  }

  /** Says something above the panes. */
  void notice(String sentence) {
    archive.notice(sentence);
  }

  /** What was searched for last, or is to be first; empty for nothing. */
  public String lastQuery() {
    return search.resultProperty().get() == null
        ? expected
        : QueryWriter.write(search.resultProperty().get().request().query());
  }

  /** Whether the archive is open, or known not to open. */
  public BooleanSupplier opened() {
    return () -> archive.stateProperty().get() != ArchiveViewModel.State.OPENING;
  }

  /** Whether nothing more is going to change by itself: for pictures of the window. */
  public BooleanSupplier settled() {
    return () ->
        opened().getAsBoolean()
            && explore.map().isComplete()
            && models.settled().getAsBoolean()
            && jobs.running().isEmpty();
  }

  private void hideDetails() {
    explore.hideDetails();
  }

  /** Light becomes dark and dark light. */
  void switchTheme() {
    boolean dark = settings.look().isDark();
    settings.changeLook(
        appearance ->
            appearance.withTheme(dark ? Settings.ThemeChoice.LIGHT : Settings.ThemeChoice.DARK));
  }

  /** Asks for a folder and adds it. */
  void chooseFolder() {
    dialogs.folder().map(List::of).ifPresent(archive::add);
  }

  private Window stage() {
    return scene.getWindow();
  }

  /** Opens the overview of the jobs, or closes it. */
  public void showJobs() {
    popovers.toggle(new JobsPane(jobs, messages), status.jobsButton(), Popovers.Side.ABOVE_RIGHT);
  }

  /** Opens the collections of the archive, or closes them. */
  public void showCollections() {
    popovers.toggle(
        new CollectionsPane(
            collections,
            models.placing(),
            messages,
            new CollectionsPane.Actions(this::chooseFolder, this::searchInCollection, this::place)),
        status.archiveButton(),
        Popovers.Side.ABOVE_LEFT);
  }

  /** Only what a collection holds, without what was filtered before. */
  private void searchInCollection(
      ImageCollections.Info collection, UnaryOperator<SearchFilter> change) {
    popovers.hide();
    models
        .filters()
        .show(change.apply(SearchFilter.NONE.withCollections(Set.of(collection.name()))));
    search.search();
  }

  /** Asks for the coordinate system of a collection's files, also where it was asked before. */
  private void place(ImageCollections.Info collection) {
    popovers.hide();
    models.placing().chooseCrs(collection.name());
  }

  /**
   * Asks for the coordinate system of the files that wait for it.
   *
   * @param system what is typed already
   */
  public void showPlacing(String system) {
    models.placing().chooseCrs();
    models.placing().assignment().crsSearch().textProperty().set(system);
  }

  /** Opens the settings, or closes them. */
  public void showSettings() {
    popovers.toggle(
        new SettingsPane(
            settings,
            textSize,
            messages,
            () -> {
              popovers.hide();
              showKeys();
            }),
        rail.settings(),
        Popovers.Side.RIGHT);
  }

  /** Opens the overview of the keys, or closes it. */
  public void showKeys() {
    popovers.toggle(new ShortcutsPane(keys, messages), rail.settings(), Popovers.Side.RIGHT);
  }

  /** Size of all texts. */
  int textPercent() {
    return textSize.percentProperty().get();
  }

  /** The keys, in the order of their overview. */
  Shortcuts keyMap() {
    return keys;
  }

  /** Closes what covers something; else leaves the pane for the query. */
  void escape() {
    if (!popovers.hide() && !explore.escape()) {
      explore.query().focus();
    }
  }

  /** Gives the keys to the next pane, or with a negative number to the one before. */
  void nextPane(int step) {
    List<Node> panes = Stream.concat(explore.seen().stream(), Stream.of(status, rail)).toList();
    FocusCycle.move(scene, panes, step);
  }

  /** The session goes on; this window hears nothing more that matters. */
  @Override
  public void close() {
    popovers.hide();
    settings.change(now -> now.withQuery(lastQuery()));
    own.ifPresent(WindowSession::close);
  }
}
