package org.kamcl.explorer.ui.shell;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.WindowTasks;

/** What stays when the window is made anew in another language: threads, jobs and settings. */
public final class WindowSession implements AutoCloseable {
  private final WindowTasks tasks = new WindowTasks(Platform::runLater);
  private final JobsViewModel jobs = new JobsViewModel(tasks);
  private final SettingsViewModel settings;
  private final Consumer<Settings> store;

  /**
   * @param system language of the system
   * @param store writes settings
   */
  public WindowSession(Settings settings, Locale system, Consumer<Settings> store) {
    this.store = store;
    this.settings = new SettingsViewModel(settings, system, store, tasks);
  }

  /** One that remembers nothing. */
  public static WindowSession unkept(Settings settings) {
    return new WindowSession(settings, Locale.ENGLISH, forgotten -> {});
  }

  /** The threads. */
  public WindowTasks tasks() {
    return tasks;
  }

  /** The jobs. */
  public JobsViewModel jobs() {
    return jobs;
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
