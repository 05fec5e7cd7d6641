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
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.shell.ExplorerStage;
import org.kamcl.explorer.ui.shell.WindowSession;
import org.slf4j.Logger;

/**
 * The JavaFX application with the window. Parameters: {@code --theme=system|light|dark}, {@code
 * --language=TAG}, {@code --workspace=DIR}, {@code --query=TEXT}.
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
            (thread, failure) -> LOG.error("Unexpected error in the window", failure));
    Optional<Path> folder = Optional.ofNullable(parameters.get("workspace")).map(Path::of);
    Workspace workspace = Workspace.choose(folder.orElse(null), System.getenv());
    SettingsStore store = new SettingsStore(workspace.folder());
    SettingsStore.Loaded loaded = store.load();
    WindowSession session =
        new WindowSession(
            withParameters(loaded.settings(), parameters),
            Locale.getDefault(),
            store::save,
            IndexingJournal.in(workspace.folder()));
    context = ExplorerContext.open(workspace);
    window = new ExplorerStage(stage, Perspectives.all(), session, () -> context);
    window.searchWhenOpen(
        Optional.ofNullable(parameters.get("query"))
            .or(() -> Optional.of(loaded.settings().query())));
    // Everything slow starts after the first frame of the window is laid out.
    window.onFirstLayout(
        () -> {
          LOG.debug("The window was shown after {}", sinceStart());
          window.onFirstResult(
              () -> LOG.debug("The first result was shown after {}", sinceStart()));
          window.detectSystemAppearance();
          window.showProblems(loaded.problems());
          window.open();
        });
  }

  /** The settings with theme and language replaced by those of the command line. */
  private static Settings withParameters(Settings saved, Map<String, String> parameters) {
    Settings.Appearance appearance = saved.appearance();
    String theme = parameters.getOrDefault("theme", "");
    for (Settings.ThemeChoice choice : Settings.ThemeChoice.values()) {
      if (choice.name().equalsIgnoreCase(theme)) {
        appearance = appearance.withTheme(choice);
      }
    }
    String language = parameters.getOrDefault("language", "");
    return saved.with(
        language.isEmpty()
            ? appearance
            : appearance.withLanguage(language.equals("system") ? "" : language));
  }

  /** Elapsed time and CPU time; the latter is comparable on a busy machine, too. */
  private static String sinceStart() {
    long clock = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long processors =
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    return clock + " ms, " + processors + " ms CPU time";
  }

  @Override
  public void stop() {
    try {
      if (window != null) {
        window.close();
      }
    } catch (KamclException e) {
      LOG.warn("The settings could not be saved", e);
    }
    context.close();
  }
}
