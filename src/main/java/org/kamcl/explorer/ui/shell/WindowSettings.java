package org.kamcl.explorer.ui.shell;

import java.util.Optional;
import org.kamcl.explorer.ui.settings.SettingsListViewModel;
import org.kamcl.explorer.ui.settings.SettingsWindow;
import org.kamcl.explorer.ui.settings.WorkspaceViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** Opens the window with all settings, and closes it with its owner. */
final class WindowSettings implements AutoCloseable {
  private final ExplorerWindow owner;
  private final SettingsListViewModel settings;
  private final WorkspaceViewModel workspace;
  private final PerspectiveContext context;
  private Optional<SettingsWindow> open = Optional.empty();

  /**
   * @param owner its theme and text size are used
   * @param context of the perspectives of the owner
   */
  WindowSettings(ExplorerWindow owner, PerspectiveContext context) {
    this.owner = owner;
    this.context = context;
    Messages messages = context.messages();
    this.settings = new SettingsListViewModel(context.settings(), context.executor(), messages);
    this.workspace =
        new WorkspaceViewModel(
            () -> context.archive().services().map(services -> services.workspace()),
            context.executor(),
            context.jobs(),
            context.toasts(),
            messages);
  }

  /** Shows the window, or brings it to the front. */
  void show() {
    if (open.isEmpty() || !open.get().isShowing()) {
      open =
          Optional.of(
              new SettingsWindow(
                  owner.scene().getWindow(),
                  settings,
                  workspace,
                  context.dialogs(),
                  context.messages(),
                  owner::applyTheme,
                  owner.textPercent(),
                  owner::showChecks));
    }
    open.get().show("");
  }

  boolean isShowing() {
    return open.filter(SettingsWindow::isShowing).isPresent();
  }

  @Override
  public void close() {
    open.ifPresent(SettingsWindow::close);
  }
}
