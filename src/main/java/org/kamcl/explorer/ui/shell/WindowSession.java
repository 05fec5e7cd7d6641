package org.kamcl.explorer.ui.shell;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.task.FxTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;

/** What stays when the window is made anew in another language: threads, jobs and settings. */
public final class WindowSession implements AutoCloseable {
  private final FxTaskExecutor tasks = new FxTaskExecutor(Platform::runLater);
  private final JobsViewModel jobs = new JobsViewModel(tasks);
  private final SettingsViewModel settings;
  private final Consumer<Settings> store;
  private final IndexingJournal additions;

  /**
   * @param system language of the system
   * @param store writes settings
   * @param additions remembers what is being added
   */
  public WindowSession(
      Settings settings, Locale system, Consumer<Settings> store, IndexingJournal additions) {
    this.store = store;
    this.additions = additions;
    this.settings = new SettingsViewModel(settings, system, store, tasks);
  }

  /** One that remembers nothing. */
  public static WindowSession transientSession(Settings settings) {
    return new WindowSession(settings, Locale.ENGLISH, forgotten -> {}, IndexingJournal.none());
  }

  /** The threads. */
  public FxTaskExecutor tasks() {
    return tasks;
  }

  /** The jobs. */
  public JobsViewModel jobs() {
    return jobs;
  }

  /** What is being added. */
  IndexingJournal journal() {
    return additions;
  }

  /** The settings. */
  public SettingsViewModel settings() {
    return settings;
  }

  /** Writes the settings once more, now, and ends the threads. */
  @Override
  public void close() {
    tasks.close();
    store.accept(settings.settingsProperty().get());
  }
}
