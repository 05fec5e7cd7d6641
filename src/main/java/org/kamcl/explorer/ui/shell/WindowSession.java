package org.kamcl.explorer.ui.shell;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.help.HelpServices;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.task.FxTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.theme.Theme;

/** State that survives rebuilding the window in another language: threads, jobs and settings. */
public final class WindowSession implements AutoCloseable {
  private final FxTaskExecutor tasks = new FxTaskExecutor(Platform::runLater);
  private final JobsViewModel jobs = new JobsViewModel(tasks);
  private final SettingsViewModel settings;
  private final Consumer<Settings> store;
  private final IndexingJournal journal;
  private final HelpServices help;

  /**
   * @param system language of the operating system
   * @param store writes the settings
   * @param journal records what is being indexed
   */
  public WindowSession(
      Settings settings, Locale system, Consumer<Settings> store, IndexingJournal journal) {
    this(settings, system, store, journal, HelpServices.none());
  }

  /**
   * @param system language of the operating system
   * @param store writes the settings
   * @param journal records what is being indexed
   * @param help checks the installation and collects reports
   */
  public WindowSession(
      Settings settings,
      Locale system,
      Consumer<Settings> store,
      IndexingJournal journal,
      HelpServices help) {
    this.store = store;
    this.journal = journal;
    this.help = help;
    this.settings = new SettingsViewModel(settings, system, store, tasks);
  }

  /** A session that stores nothing, with the defaults but for theme and language. */
  static WindowSession transientSession(Theme theme, Locale language) {
    return transientSession(
        Settings.DEFAULTS.with(
            Settings.DEFAULTS
                .appearance()
                .withTheme(
                    theme == Theme.DARK ? Settings.ThemeChoice.DARK : Settings.ThemeChoice.LIGHT)
                .withLanguage(language.toLanguageTag())));
  }

  /** A session that stores nothing, as of pictures of the window, without the tour. */
  public static WindowSession transientSession(Settings settings) {
    return transientSession(settings, HelpServices.none());
  }

  /** A session that stores nothing, with help. */
  public static WindowSession transientSession(Settings settings, HelpServices help) {
    Settings guided = settings.with(new Settings.Guidance(true, true));
    return new WindowSession(guided, Locale.ENGLISH, forgotten -> {}, IndexingJournal.none(), help);
  }

  /** The task executor. */
  public FxTaskExecutor tasks() {
    return tasks;
  }

  /** The jobs. */
  public JobsViewModel jobs() {
    return jobs;
  }

  /** The journal of running indexing jobs. */
  IndexingJournal journal() {
    return journal;
  }

  /** What the help window examines and collects. */
  HelpServices help() {
    return help;
  }

  /** The settings. */
  public SettingsViewModel settings() {
    return settings;
  }

  /** Stops the threads and writes the settings. */
  @Override
  public void close() {
    tasks.close();
    store.accept(settings.settingsProperty().get());
  }
}
