package org.kamcl.explorer.ui.settings;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of the window. Each change is stored in the background. */
public final class SettingsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsViewModel.class);

  private final ReadOnlyObjectWrapper<Settings> settings;
  private final Consumer<Settings> store;
  private final TaskExecutor taskExecutor;
  private final Locale system;
  private final AtomicReference<Settings> newest;
  private final AtomicBoolean waiting = new AtomicBoolean();

  /**
   * @param system language of the operating system
   * @param store writes the settings; failures are logged only, as no work depends on them
   */
  public SettingsViewModel(
      Settings first, Locale system, Consumer<Settings> store, TaskExecutor taskExecutor) {
    this.settings = new ReadOnlyObjectWrapper<>(first);
    this.newest = new AtomicReference<>(first);
    this.system = system;
    this.store = store;
    this.taskExecutor = taskExecutor;
  }

  /** The current settings. */
  public ReadOnlyObjectProperty<Settings> settingsProperty() {
    return settings.getReadOnlyProperty();
  }

  /** The current appearance. */
  public Settings.Appearance look() {
    return settings.get().appearance();
  }

  /** Language of texts, dates and numbers. */
  public Locale locale() {
    String tag = look().language();
    String language =
        tag.isEmpty() ? system.getLanguage() : Locale.forLanguageTag(tag).getLanguage();
    // Numbers follow the language of the texts, not the system's region.
    return language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  /** Changes the settings; nothing is written if they stay equal. */
  public void change(UnaryOperator<Settings> change) {
    Settings next = change.apply(settings.get());
    if (next.equals(settings.get())) {
      return;
    }
    settings.set(next);
    newest.set(next);
    if (waiting.getAndSet(true)) {
      // The pending write includes this change.
      return;
    }
    taskExecutor.run(
        () -> {
          waiting.set(false);
          store.accept(newest.get());
          return next;
        },
        written -> {},
        failure -> LOG.warn("The settings could not be kept", failure));
  }

  /** Changes the appearance. */
  public void changeLook(UnaryOperator<Settings.Appearance> change) {
    change(now -> now.with(change.apply(now.appearance())));
  }

  /** Changes what is drawn over images. */
  public void changeOverlays(UnaryOperator<Settings.Overlays> change) {
    change(now -> now.with(change.apply(now.overlays())));
  }

  /** Changes the layout. */
  public void changePanes(UnaryOperator<Settings.Layout> change) {
    change(now -> now.with(change.apply(now.layout())));
  }
}
