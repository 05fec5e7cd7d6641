package org.kamcl.explorer.ui.shell;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.kamcl.explorer.settings.AdditionLog;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.WindowTasks;

/** What stays when the window is made anew in another language: threads, jobs and settings. */
public final class WindowSession implements AutoCloseable {
  private final WindowTasks tasks = new WindowTasks(Platform::runLater);
  private final JobsViewModel jobs = new JobsViewModel(tasks);
  private final SettingsViewModel settings;
  private final Consumer<Settings> store;
  private final AdditionLog additions;

  /**
   * @param system language of the system
   * @param store writes settings
   * @param additions remembers what is being added
   */
  public WindowSession(
      Settings settings, Locale system, Consumer<Settings> store, AdditionLog additions) {
    this.store = store;
    this.additions = additions;
    this.settings = new SettingsViewModel(settings, system, store, tasks);
  }

  /** One that remembers nothing. */
  public static WindowSession unkept(Settings settings) {
    return new WindowSession(settings, Locale.ENGLISH, forgotten -> {}, AdditionLog.none());
  }

  /** The threads. */
  public WindowTasks tasks() {
    return tasks;
  }

  /** The jobs. */
  public JobsViewModel jobs() {
    return jobs;
  }

  /** What is being added. */
  AdditionLog additions() {
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
