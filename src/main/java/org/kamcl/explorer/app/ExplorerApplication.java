package org.kamcl.explorer.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.explorer.context.AttachedArchive;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.settings.SettingsStore;
import org.kamcl.explorer.ui.Perspectives;
import org.kamcl.explorer.ui.shell.ExplorerStage;
import org.kamcl.explorer.ui.shell.ShellSkeleton;
import org.kamcl.explorer.ui.shell.WindowSession;
import org.slf4j.Logger;

/**
 * The JavaFX application with the window. Parameters: {@code --theme=system|light|dark}, {@code
 * --language=TAG}, {@code --workspace=DIR}, {@code --query=TEXT}.
 */
public class ExplorerApplication extends Application {
  private ExplorerStage window;
  private ExplorerContext context;

  @Override
  public void start(Stage stage) {
    Map<String, String> parameters = getParameters().getNamed();
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> log().error("Unexpected error in the window", failure));
    Optional<Path> folder = Optional.ofNullable(parameters.get("workspace")).map(Path::of);
    Workspace workspace = Workspace.choose(folder.orElse(null), System.getenv());
    SettingsStore store = new SettingsStore(workspace.folder());
    SettingsStore.Loaded loaded = store.load();
    Settings settings = withParameters(loaded.settings(), parameters);
    ShellSkeleton.show(
        stage,
        settings,
        () -> {
          if (log().isDebugEnabled()) {
            log().debug("The frame of the window was shown after {}", sinceStart());
          }
          WindowSession session = session(workspace, store, settings);
          openAhead(workspace);
          window = new ExplorerStage(stage, Perspectives.all(), session, () -> open(workspace));
          window.searchWhenOpen(
              Optional.ofNullable(parameters.get("query")).or(() -> Optional.of(settings.query())));
          window.openArchive();
          // Everything else that is slow starts after the first frame of the window is laid out.
          window.onFirstLayout(() -> shown(loaded.problems()));
        });
  }

  /** Waits for the log to be configured, which the empty frame of the window does not need. */
  private static Logger log() {
    return JavaFxStartup.logger(ExplorerApplication.class);
  }

  /** A workspace of a newer version stays as it is. */
  private static WindowSession session(
      Workspace workspace, SettingsStore store, Settings settings) {
    boolean newer = CatalogCopy.isNewer(workspace.folder().resolve(Catalog.FILE_NAME));
    return new WindowSession(
        settings,
        Locale.getDefault(),
        newer ? forgotten -> {} : store::save,
        newer ? IndexingJournal.none() : IndexingJournal.in(workspace.folder()),
        WindowHelpServices.of(workspace));
  }

  private void shown(List<Problem> problems) {
    // Asking for the times loads 30 classes, which would delay what comes next.
    if (log().isDebugEnabled()) {
      log().debug("The window was shown after {}", sinceStart());
      window.onFirstResult(() -> log().debug("The first result was shown after {}", sinceStart()));
    }
    window.detectSystemAppearance();
    window.showProblems(problems);
    window.open();
  }

  /**
   * Opens the services and reads what the window shows of them, while the window is created: its
   * first frame then has the number of images and the model.
   */
  private void openAhead(Workspace workspace) {
    Thread ahead =
        new Thread(
            () -> {
              try {
                ExplorerContext opened = open(workspace);
                opened.archive().summary();
                opened.model();
              } catch (RuntimeException e) {
                // The window tries the same next, and shows what is wrong.
                log().debug("The archive could not be opened ahead of the window", e);
              }
            },
            "kamcl-open");
    ahead.setDaemon(true);
    ahead.start();
  }

  /** Opens the services in the background; again when the window is rebuilt in another language. */
  private synchronized ExplorerContext open(Workspace workspace) {
    if (context == null) {
      new AttachedArchive(workspace).requireNone();
      context = ExplorerContext.open(workspace);
    }
    return context;
  }

  /** The settings with theme, language and perspective replaced by those of the command line. */
  private static Settings withParameters(Settings saved, Map<String, String> parameters) {
    Settings.Appearance appearance = saved.appearance();
    String theme = parameters.getOrDefault("theme", "");
    for (Settings.ThemeChoice choice : Settings.ThemeChoice.values()) {
      if (choice.name().equalsIgnoreCase(theme)) {
        appearance = appearance.withTheme(choice);
      }
    }
    String language = parameters.getOrDefault("language", "");
    Settings shown =
        saved.with(
            language.isEmpty()
                ? appearance
                : appearance.withLanguage(language.equals("system") ? "" : language));
    // The answer to a query of the command line is shown where it can be changed.
    return parameters.containsKey("query")
        ? shown.withPerspective(Settings.DEFAULTS.perspective())
        : shown;
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
      log().warn("The settings could not be saved", e);
    }
    closeContext();
  }

  private synchronized void closeContext() {
    if (context != null) {
      context.close();
    }
  }
}
