package org.kamcl.explorer.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.stage.DirectoryChooser;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.ui.ExplorerServices;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.control.Banner;
import org.kamcl.explorer.ui.control.Pictures;
import org.kamcl.explorer.ui.details.DetailsView;
import org.kamcl.explorer.ui.details.DetailsViewModel;
import org.kamcl.explorer.ui.map.MapView;
import org.kamcl.explorer.ui.map.MapViewModel;
import org.kamcl.explorer.ui.search.QueryBar;
import org.kamcl.explorer.ui.search.ResultsView;
import org.kamcl.explorer.ui.search.SearchViewModel;
import org.kamcl.explorer.ui.search.SelectionViewModel;
import org.kamcl.explorer.ui.start.StartView;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.WindowTasks;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.words.Messages;

/** The window's contents: makes the view models and views, and joins them by keys. */
public final class ExplorerWindow implements AutoCloseable {
  /** Smaller, panes would have no room. */
  public static final double MIN_WIDTH = 1100;

  /** Smaller, panes would have no room. */
  public static final double MIN_HEIGHT = 680;

  private final Messages messages;
  private final WindowTasks tasks = new WindowTasks(Platform::runLater);
  private final JobsViewModel jobs = new JobsViewModel(tasks);
  private final ArchiveViewModel archive;
  private final SelectionViewModel selection = new SelectionViewModel();
  private final SearchViewModel search;
  private final DetailsViewModel details;
  private final Pictures pictures;
  private final TextSize textSize = new TextSize();
  private final ExploreView explore;
  private final StatusBar status;
  private final Rail rail;
  private final Popovers popovers;
  private final Scene scene;
  private PopOver open;
  private Theme theme;

  /**
   * @param opener is asked by {@link #open}, in the background
   */
  public ExplorerWindow(
      ExplorerServices.Opener opener, Messages messages, Theme theme, double width, double height) {
    this.messages = messages;
    this.theme = theme;
    this.archive = new ArchiveViewModel(opener, tasks, jobs, messages);
    this.search = new SearchViewModel(archive, selection, tasks, messages);
    MapViewModel map = new MapViewModel(archive, selection, tasks);
    this.pictures = new Pictures(archive, tasks);
    this.details =
        new DetailsViewModel(archive, search, selection, tasks, map.gazetteerProperty(), messages);
    StartView start = new StartView(archive, search, messages, this::chooseFolder);
    this.explore =
        new ExploreView(
            search,
            textSize,
            new ExploreView.Views(
                new QueryBar(search, archive, messages),
                List.of(
                    Banner.problem(archive.problemProperty(), messages, archive::dismissProblem),
                    Banner.problem(search.problemProperty(), messages, search::dismissProblem),
                    Banner.notice(archive.noticeProperty(), messages, archive::dismissNotice)),
                new ResultsView(search, selection, pictures, start, messages),
                new MapView(map, pictures, tasks, messages),
                new DetailsView(details, pictures, messages, this::hideDetails)),
            messages);
    this.status = new StatusBar(archive, selection, jobs, messages);
    this.rail = new Rail(messages, this::switchTheme);
    this.popovers = new Popovers(messages);

    BorderPane root = new BorderPane(explore);
    root.getStyleClass().add("window");
    root.setLeft(rail);
    root.setBottom(status);
    this.scene = new Scene(root, width, height);
    theme.dress(scene);
    root.setStyle(textSize.style());
    textSize.pixelsProperty().addListener((p, before, now) -> root.setStyle(textSize.style()));
    status.jobsButton().setOnAction(event -> showJobs());
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
    keys();
    drops(root);
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

  /** Whether the archive is open, or known not to open. */
  public BooleanSupplier opened() {
    return () -> archive.stateProperty().get() != ArchiveViewModel.State.OPENING;
  }

  /** Whether nothing more is going to change by itself: for pictures of the window. */
  public BooleanSupplier settled() {
    return () ->
        opened().getAsBoolean()
            && explore.map().complete()
            && !search.searchingProperty().get()
            && !details.describingProperty().get()
            && jobs.running().isEmpty()
            && !pictures.loading();
  }

  private void hideDetails() {
    explore.hideDetails();
  }

  private void switchTheme() {
    choose(theme.other());
  }

  private void choose(Theme wanted) {
    theme = wanted;
    theme.dress(scene);
    // An open popover is a window of its own, and took its colours when it opened.
    if (open != null && open.isShowing()) {
      theme.dress(open.getScene());
    }
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(messages.text("folder.title"));
    Optional.ofNullable(chooser.showDialog(scene.getWindow()))
        .map(File::toPath)
        .ifPresent(archive::addFolder);
  }

  private void showJobs() {
    show(popovers.jobs(jobs), status.jobsButton(), -8, -4);
  }

  private void showSettings() {
    show(popovers.settings(theme, textSize, this::choose), rail.settings(), 8, 0);
  }

  private void show(PopOver popover, Node owner, double x, double y) {
    boolean wasOpen = open != null && open.isShowing();
    if (wasOpen) {
      open.hide();
      return;
    }
    open = popover;
    Point2D corner = owner.localToScreen(x < 0 ? owner.getLayoutBounds().getWidth() : 0, 0);
    if (x < 0) {
      popover.show(owner, corner.getX() + x, corner.getY() + y);
    } else {
      popover.show(
          owner,
          corner.getX() + owner.getLayoutBounds().getWidth() + x,
          corner.getY() + owner.getLayoutBounds().getHeight());
    }
  }

  private void keys() {
    key(new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN), explore.query()::focus);
    key(new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN), this::chooseFolder);
    key(new KeyCodeCombination(KeyCode.J, KeyCombination.SHORTCUT_DOWN), this::showJobs);
    key(new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN), this::showSettings);
    key(
        new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
        this::switchTheme);
    for (KeyCode plus : List.of(KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD)) {
      key(
          new KeyCodeCombination(plus, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY),
          () -> textSize.change(1));
    }
    for (KeyCode minus : List.of(KeyCode.MINUS, KeyCode.SUBTRACT)) {
      key(new KeyCodeCombination(minus, KeyCombination.SHORTCUT_DOWN), () -> textSize.change(-1));
    }
    key(new KeyCodeCombination(KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN), textSize::reset);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::letter);
  }

  private void key(KeyCombination keys, Runnable action) {
    scene.getAccelerators().put(keys, action);
  }

  /** Single letters; in a text field they never come this far. */
  private void letter(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || typing()) {
      if (event.getCode() == KeyCode.DOWN && typing()) {
        explore.results().focus();
      }
      return;
    }
    switch (event.getCode()) {
      case M -> explore.toggleMap();
      case I -> explore.toggleDetails();
      case ESCAPE -> explore.closeDrawer();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private boolean typing() {
    return scene.getFocusOwner() instanceof TextInputControl;
  }

  /** A folder dropped anywhere is added. */
  private void drops(Node root) {
    root.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (folders(event.getDragboard()).findAny().isPresent()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    root.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          List<Path> folders = folders(event.getDragboard()).toList();
          folders.forEach(archive::addFolder);
          event.setDropCompleted(!folders.isEmpty());
          event.consume();
        });
  }

  private static Stream<Path> folders(Dragboard board) {
    return board.getFiles().stream().map(File::toPath).filter(Files::isDirectory);
  }

  @Override
  public void close() {
    tasks.close();
  }
}
