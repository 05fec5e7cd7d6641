package org.kamcl.explorer.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.DesktopPreferences;
import org.kamcl.explorer.ui.theme.WindowIcon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window on its stage: as it was left, and made anew where another language is chosen. */
public final class ExplorerStage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExplorerStage.class);

  /** The second pulse begins when what the first one laid out is with the painter. */
  private static final int PULSES = 2;

  private final Stage stage;
  private final WindowSession session;
  private final ExplorerServices.Opener opener;
  private final StageGeometry frame;
  private ExplorerWindow window;
  private Locale locale;

  /**
   * Shows the window; nothing slow has begun when this returns.
   *
   * @param opener is asked once a window, in the background
   */
  public ExplorerStage(Stage stage, WindowSession session, ExplorerServices.Opener opener) {
    this.stage = stage;
    this.session = session;
    this.opener = opener;
    stage.setMinWidth(ExplorerWindow.MIN_WIDTH);
    stage.setMinHeight(ExplorerWindow.MIN_HEIGHT);
    Settings.WindowBounds wanted = session.settings().settingsProperty().get().bounds();
    createWindow(wanted.width(), wanted.height());
    this.frame = new StageGeometry(stage, wanted);
    stage.show();
    frame.enforceInitialSize();
    // Lists of windows take it as soon as it is there; the window need not wait for it.
    Platform.runLater(() -> stage.getIcons().setAll(WindowIcon.images()));
    session
        .settings()
        .settingsProperty()
        .addListener((property, before, now) -> Platform.runLater(this::languageChanged));
  }

  private void createWindow(double width, double height) {
    locale = session.settings().locale();
    window = new ExplorerWindow(opener, session, width, height);
    stage.setTitle(new Messages(locale).text("window.title"));
    stage.setScene(window.scene());
  }

  /** In another language everything is made anew; jobs and settings stay. */
  private void languageChanged() {
    if (locale.equals(session.settings().locale())) {
      return;
    }
    ExplorerWindow before = window;
    String searched = before.lastQuery();
    before.close();
    createWindow(before.scene().getWidth(), before.scene().getHeight());
    searchWhenOpen(Optional.of(searched));
    open();
  }

  /** A search that follows when the archive is open; to be called before. */
  public void searchWhenOpen(Optional<String> query) {
    query.filter(words -> !words.isBlank()).ifPresent(window::searchWhenOpen);
  }

  /** Begins what is slow: opens the archive. */
  public void open() {
    window.open();
  }

  /**
   * Does something once, when the window is laid out and about to be painted. What is slow and
   * begins before makes people look at an empty frame.
   */
  public void onFirstLayout(Runnable action) {
    Scene scene = stage.getScene();
    scene.addPostLayoutPulseListener(
        new Runnable() {
          private int pulses;

          @Override
          public void run() {
            pulses++;
            if (pulses == PULSES) {
              scene.removePostLayoutPulseListener(this);
              Platform.runLater(action);
            } else {
              Platform.requestNextPulse();
            }
          }
        });
  }

  /** Does something when the first answer to a search is shown. */
  public void onFirstResult(Runnable action) {
    window.onFirstResult(action);
  }

  /** Asks the system whether it is dark, in the background. */
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
            failure -> LOG.warn("The system did not say how it looks", failure));
  }

  /** Says what of the settings could not be used. */
  public void showProblems(List<Problem> problems) {
    problems.forEach(problem -> LOG.warn(ErrorText.of(problem, Locale.ENGLISH)));
    if (!problems.isEmpty()) {
      window.notice(ErrorText.of(problems.get(0), locale));
    }
  }

  /** The window that is shown now. */
  public ExplorerWindow window() {
    return window;
  }

  /** Keeps where everything stands. */
  @Override
  public void close() {
    session.settings().change(now -> now.with(frame.now()));
    window.close();
    session.close();
  }
}
