package org.kamcl.explorer.ui.settings;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.kamcl.explorer.settings.OutsideSetting;
import org.kamcl.explorer.settings.SettingDescription;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.settings.SettingsExchange;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** All settings: found by words, changed, reset, imported and exported. */
public final class SettingsListViewModel {
  private final SettingsViewModel settings;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final StringProperty words = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /** Shows and changes the settings of a view model. */
  public SettingsListViewModel(
      SettingsViewModel settings, TaskExecutor executor, Messages messages) {
    this.settings = settings;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** Words that the shown settings contain; blank for all settings. */
  public StringProperty wordsProperty() {
    return words;
  }

  /** What was done last; empty for nothing. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Why a file was not imported or exported; empty for no problem. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The settings that contain the words. */
  public List<SettingDescription> found() {
    return SettingDescription.ALL.stream()
        .filter(one -> one.matches(words.get(), messages.locale()))
        .toList();
  }

  /** The settings of the environment that contain the words. */
  public List<OutsideSetting> foundOutside() {
    return OutsideSetting.ALL.stream()
        .filter(one -> one.matches(words.get(), messages.locale()))
        .toList();
  }

  /** The settings as they are. */
  public SettingsViewModel settings() {
    return settings;
  }

  /** Value of a setting. */
  public Object value(SettingDescription one) {
    return one.value(settings.settingsProperty().get());
  }

  /** Changes a setting. */
  public void change(SettingDescription one, Object value) {
    settings.change(now -> one.with(now, value));
  }

  /** Resets a setting to its default. */
  public void reset(SettingDescription one) {
    settings.change(one::reset);
  }

  /** Resets all settings to their defaults. */
  public void resetAll() {
    settings.change(SettingDescription::resetAll);
    show(messages.text("settings.reset.done"));
  }

  /** Imports settings; a file that is not usable changes nothing. */
  public void importFrom(Path file) {
    Settings now = settings.settingsProperty().get();
    executor.run(
        () -> SettingsExchange.read(now, file),
        read -> {
          settings.change(
              latest -> {
                Settings taken = latest;
                for (SettingDescription one : SettingDescription.ALL) {
                  taken = one.with(taken, one.value(read));
                }
                return taken;
              });
          show(messages.text("settings.import.done", String.valueOf(file.getFileName())));
        },
        this::failed);
  }

  /** Exports the settings. */
  public void exportTo(Path file) {
    Settings now = settings.settingsProperty().get();
    executor.run(
        () -> {
          SettingsExchange.write(now, file);
          return file;
        },
        written -> show(messages.text("settings.export.done", String.valueOf(file.getFileName()))),
        this::failed);
  }

  private void show(String text) {
    problem.set("");
    notice.set(text);
  }

  private void failed(Throwable failure) {
    notice.set("");
    problem.set(errors.format(failure));
  }
}
