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

/** Shows the window on a stage: restores its bounds, and rebuilds it when the language changes. */
public final class ExplorerStage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExplorerStage.class);

  /** Number of pulses until the first frame is laid out and handed to the renderer. */
  private static final int PULSES = 2;

  private final Stage stage;
  private final PerspectiveRegistry registry;
  private final WindowSession session;
  private final ExplorerServices.Opener opener;
  private final StageGeometry frame;
  private ExplorerWindow window;
  private Locale locale;

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
    stage.show();
    frame.enforceInitialSize();
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

  /** Rebuilds the window in another language. Jobs and settings are kept. */
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

  /** Runs a search once the archive is open. Call it before {@link #open}. */
  public void searchWhenOpen(Optional<String> query) {
    query.filter(words -> !words.isBlank()).ifPresent(window::searchWhenOpen);
  }

  /** Opens the archive in the background. */
  public void open() {
    window.open();
  }

  /**
   * Runs an action once, after the first layout. Slow work that starts earlier would delay the
   * first frame.
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
    problems.forEach(problem -> LOG.warn(ErrorText.of(problem, Locale.ENGLISH)));
    if (!problems.isEmpty()) {
      window.notice(ErrorText.of(problems.get(0), locale));
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
