package org.kamcl.explorer.ui.help;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.guide.Place;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.control.FocusRing;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.WindowIcon;

/** The help window. It is created when it is first shown, and stays beside the program's window. */
public final class HelpWindow {
  /** Size at normal text size, pixels. */
  private static final double WIDTH = 1080;

  private static final double HEIGHT = 760;
  private static final double MIN_WIDTH = 720;
  private static final double MIN_HEIGHT = 480;
  private static final int PERCENT = 100;

  private final Context context;
  private final ChangeListener<Settings> appearance = (property, before, now) -> styled();
  private @Nullable Stage stage;
  private @Nullable HelpView view;

  /**
   * What the help window needs.
   *
   * @param services checks and report
   * @param settings appearance of the window
   * @param executor runs checks and reads files in the background
   * @param dialogs asks where to save a report
   * @param keys all keyboard shortcuts
   * @param style applies the theme of the window to a scene
   * @param messages localized texts
   */
  public record Context(
      HelpServices services,
      SettingsViewModel settings,
      TaskExecutor executor,
      FileDialogs dialogs,
      Supplier<KeyMap> keys,
      Consumer<Scene> style,
      Messages messages) {}

  /** A help window that is not shown yet. */
  public HelpWindow(Context context) {
    this.context = context;
    context.settings().settingsProperty().addListener(new WeakChangeListener<>(appearance));
  }

  /** Shows a chapter of the guide. */
  public void showGuide(Place place) {
    shown(HelpSection.GUIDE).showGuide(place);
  }

  /** Shows a part of the help window. */
  public void show(HelpSection section) {
    shown(section);
  }

  /** The scene while the help window is open, for screenshots. */
  public Optional<Scene> scene() {
    return Optional.ofNullable(stage).filter(Stage::isShowing).map(Stage::getScene);
  }

  /** Whether nothing is being read or checked. */
  public boolean isSettled() {
    return view == null || view.isSettled();
  }

  private HelpView shown(HelpSection section) {
    HelpView content = view;
    Stage window = stage;
    if (content == null || window == null) {
      content = new HelpView(context, HelpWindow::screens, this::chooseFile);
      view = content;
      window = stage(content);
      stage = window;
      styled();
    }
    content.show(section);
    window.show();
    window.toFront();
    content.focus();
    return content;
  }

  private Stage stage(HelpView content) {
    double factor = context.settings().look().textPercent() / (double) PERCENT;
    Screen screen = Screen.getPrimary();
    double width = Math.min(WIDTH * factor, screen.getVisualBounds().getWidth());
    double height = Math.min(HEIGHT * factor, screen.getVisualBounds().getHeight());
    Scene scene = new Scene(content, width, height);
    FocusRing.install(scene);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    Stage window = new Stage();
    window.setTitle(context.messages().text("help.title"));
    window.getIcons().setAll(WindowIcon.images());
    window.setMinWidth(MIN_WIDTH);
    window.setMinHeight(MIN_HEIGHT);
    window.setScene(scene);
    return window;
  }

  private void pressed(KeyEvent event) {
    for (HelpKey key : HelpKey.values()) {
      if (key.combination().match(event)) {
        event.consume();
        press(key);
        return;
      }
    }
  }

  private void press(HelpKey key) {
    if (key == HelpKey.CLOSE) {
      close();
    } else if (view != null) {
      view.press(key);
    }
  }

  private void styled() {
    if (stage != null && view != null) {
      context.style().accept(stage.getScene());
      view.setDark(context.settings().look().isDark());
    }
  }

  private Optional<Path> chooseFile() {
    Messages messages = context.messages();
    return context
        .dialogs()
        .save(
            messages.text("help.report.save.title"),
            Path.of(System.getProperty("user.home", ""), "kamcl-report.zip"),
            List.of(new FileDialogs.FileKind(messages.text("help.report.zip"), ".zip")));
  }

  /** The screens in words, such as {@code 1920 x 1080 at 125%}. */
  static List<String> screens() {
    return Screen.getScreens().stream()
        .map(
            screen ->
                String.format(
                    Locale.ROOT,
                    "%.0f x %.0f, %.0f%%",
                    screen.getBounds().getWidth() * screen.getOutputScaleX(),
                    screen.getBounds().getHeight() * screen.getOutputScaleY(),
                    PERCENT * screen.getOutputScaleX()))
        .toList();
  }

  /** Closes the help window if it is open. */
  public void close() {
    if (stage != null) {
      stage.hide();
    }
  }
}
