package org.kamcl.explorer.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.dialog.CloseDialog;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.DesktopPreferences;
import org.kamcl.explorer.ui.theme.WindowIcon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the window on a stage: restores its bounds, and rebuilds it when the language changes. */
public final class ExplorerStage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExplorerStage.class);

  private final Stage stage;
  private final PerspectiveRegistry registry;
  private final WindowSession session;
  private final ExplorerServices.Opener opener;
  private final StageGeometry frame;
  private ExplorerWindow window;
  private Locale locale;
  private boolean asking;

  /** Ends the program when the jobs have ended in the background. */
  private Runnable exit = Platform::exit;

  /**
   * Shows the window. No slow work has started when the constructor returns.
   *
   * @param registry the perspectives
   * @param opener called once per window, on a background thread
   */
  public ExplorerStage(
      Stage stage,
      PerspectiveRegistry registry,
      WindowSession session,
      ExplorerServices.Opener opener) {
    this.stage = stage;
    this.registry = registry;
    this.session = session;
    this.opener = opener;
    stage.setMinWidth(ExplorerWindow.MIN_WIDTH);
    stage.setMinHeight(ExplorerWindow.MIN_HEIGHT);
    Settings.WindowBounds wanted = session.settings().settingsProperty().get().bounds();
    createWindow(wanted.width(), wanted.height());
    this.frame = new StageGeometry(stage, wanted);
    stage.setOnCloseRequest(this::closeRequested);
    if (!stage.isShowing()) {
      stage.show();
      frame.enforceInitialSize();
    }
    // The desktop picks up the icon later; the window does not have to wait for it.
    Platform.runLater(() -> stage.getIcons().setAll(WindowIcon.images()));
    session
        .settings()
        .settingsProperty()
        .addListener((property, before, now) -> Platform.runLater(this::languageChanged));
  }

  private void createWindow(double width, double height) {
    locale = session.settings().locale();
    window = new ExplorerWindow(registry, opener, session, width, height);
    stage.setTitle(new Messages(locale).text("window.title"));
    stage.setScene(window.scene());
  }

  /** Asks before closing while jobs are running. */
  private void closeRequested(WindowEvent event) {
    int jobs = session.jobs().running().size();
    if (jobs == 0) {
      if (askPerspectives()) {
        event.consume();
      }
      return;
    }
    event.consume();
    if (asking) {
      return;
    }
    asking = true;
    CloseDialog.show(
        stage,
        jobs,
        new Messages(locale),
        window::applyTheme,
        answer -> {
          asking = false;
          switch (answer) {
            case FINISH_IN_BACKGROUND ->
                new BackgroundFinish(stage, session.jobs(), session.tasks(), exit).start();
            // Closing the session stops the jobs; the next start offers to resume them.
            case STOP -> {
              if (!askPerspectives()) {
                stage.hide();
              }
            }
            case KEEP_OPEN -> {}
          }
        });
  }

  /** Lets the perspectives ask. Returns whether one does, and closes the window itself. */
  private boolean askPerspectives() {
    for (Perspective perspective : window.perspectives()) {
      if (perspective.askBeforeClose(stage, window::applyTheme, stage::hide)) {
        return true;
      }
    }
    return false;
  }

  /** Replaces what ends the program; for tests, which share the toolkit. */
  void setExit(Runnable action) {
    exit = action;
  }

  /** Rebuilds the window in another language. Jobs and settings are kept. */
  private void languageChanged() {
    if (locale.equals(session.settings().locale())) {
      return;
    }
    ExplorerWindow before = window;
    Optional<SearchRequest> searched = before.lastSearch();
    String query = before.lastQuery();
    boolean settings = before.showsSettings();
    before.close();
    createWindow(before.scene().getWidth(), before.scene().getHeight());
    searched.ifPresentOrElse(window.firstSearch()::run, () -> searchWhenOpen(Optional.of(query)));
    open();
    if (settings) {
      window.showSettings();
    }
  }

  /**
   * Runs a search once the archive is open, in the perspective that was shown last. Call it before
   * {@link #open}.
   */
  public void searchWhenOpen(Optional<String> query) {
    query.filter(words -> !words.isBlank()).ifPresent(window.firstSearch()::run);
  }

  /** Opens the archive in the background, before the window is laid out. */
  public void openArchive() {
    window.openArchive();
  }

  /** Opens the archive, unless this was done, and the perspective in the background. */
  public void open() {
    window.open();
  }

  /**
   * Runs an action once, after the first layout. Slow work that starts earlier would delay the
   * first frame.
   */
  public void onFirstLayout(Runnable action) {
    FirstPulses.after(stage.getScene(), action);
  }

  /** Runs an action when the first search result is shown. */
  public void onFirstResult(Runnable action) {
    window.onFirstResult(action);
  }

  /** Detects the desktop's color scheme and motion preference in the background. */
  public void detectSystemAppearance() {
    session
        .tasks()
        .run(
            DesktopPreferences::detect,
            look ->
                session
                    .settings()
                    .changeLook(
                        now -> now.withSystemPreferences(look.dark(), look.reducedMotion())),
            failure ->
                LOG.warn("The appearance settings of the desktop could not be read", failure));
  }

  /** Reports settings that could not be read. */
  public void showProblems(List<Problem> problems) {
    problems.forEach(problem -> LOG.warn("{}", ErrorText.of(problem, Locale.ENGLISH)));
    if (!problems.isEmpty()) {
      window.showProblem(ErrorText.of(problems.get(0), locale));
    }
  }

  /** The current window. */
  public ExplorerWindow window() {
    return window;
  }

  /** Stores the bounds of the window and closes it. */
  @Override
  public void close() {
    session.settings().change(now -> now.with(frame.now()));
    window.close();
    session.close();
  }
}
