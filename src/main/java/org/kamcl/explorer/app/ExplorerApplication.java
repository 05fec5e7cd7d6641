package org.kamcl.explorer.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.settings.SettingsStore;
import org.kamcl.explorer.ui.shell.ExplorerStage;
import org.kamcl.explorer.ui.shell.WindowSession;
import org.slf4j.Logger;

/**
 * The window as a process. Parameters: {@code --theme=system|light|dark}, {@code --language=TAG},
 * {@code --workspace=DIR}, {@code --query=WORDS}.
 */
public class ExplorerApplication extends Application {
  private static final Logger LOG = JavaFxStartup.logger(ExplorerApplication.class);
  private ExplorerStage window;
  private ExplorerContext context;

  @Override
  public void start(Stage stage) {
    Map<String, String> parameters = getParameters().getNamed();
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> LOG.error("The window came upon something unexpected", failure));
    Optional<Path> home = Optional.ofNullable(parameters.get("workspace")).map(Path::of);
    Workspace workspace = Workspace.choose(home.orElse(null), System.getenv());
    SettingsStore store = new SettingsStore(workspace.folder());
    SettingsStore.Loaded loaded = store.load();
    WindowSession session =
        new WindowSession(
            wanted(loaded.settings(), parameters),
            Locale.getDefault(),
            store::save,
            IndexingJournal.in(workspace.folder()));
    context = ExplorerContext.open(workspace);
    window = new ExplorerStage(stage, session, () -> context);
    window.searchWhenOpen(
        Optional.ofNullable(parameters.get("query"))
            .or(() -> Optional.of(loaded.settings().query())));
    // Whatever is slow begins only when the first picture of the window is on its way.
    window.onFirstLayout(
        () -> {
          LOG.debug("The window was there after {}", sinceStart());
          window.onFirstResult(
              () -> LOG.debug("The first result was there after {}", sinceStart()));
          window.detectSystemAppearance();
          window.showProblems(loaded.problems());
          window.open();
        });
  }

  /** Colours and language of the command line come before those of the last time. */
  private static Settings wanted(Settings kept, Map<String, String> parameters) {
    Settings.Appearance appearance = kept.appearance();
    String theme = parameters.getOrDefault("theme", "");
    for (Settings.ThemeChoice themeChoice : Settings.ThemeChoice.values()) {
      if (themeChoice.name().equalsIgnoreCase(theme)) {
        appearance = appearance.withTheme(themeChoice);
      }
    }
    String language = parameters.getOrDefault("language", "");
    return kept.with(
        language.isEmpty()
            ? appearance
            : appearance.withLanguage(language.equals("system") ? "" : language));
  }

  /** By the clock, and by the processors, which says the same on a busy machine. */
  private static String sinceStart() {
    long clock = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long processors =
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    return clock + " ms, " + processors + " ms of the processors";
  }

  @Override
  public void stop() {
    try {
      if (window != null) {
        window.close();
      }
    } catch (KamclException e) {
      LOG.warn("The settings could not be kept", e);
    }
    context.close();
  }
}
