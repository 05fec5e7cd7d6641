package org.kamcl.explorer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl window}: the desktop program; also what {@code kamcl} alone starts. */
@Command(
    name = "window",
    description = "Open the window (also: kamcl without a command).",
    mixinStandardHelpOptions = true)
final class WindowCommand implements Callable<Integer> {
  private final Windows windows;

  /** Colours of the window. */
  enum ThemeName {
    LIGHT,
    DARK
  }

  @Option(
      names = "--theme",
      paramLabel = "light|dark",
      description = "Its colours; default is light.")
  private ThemeName theme = ThemeName.LIGHT;

  @Mixin private CommonOptions options;

  WindowCommand(Windows windows) {
    this.windows = windows;
  }

  @Override
  public Integer call() {
    windows.open(options.workspace().home(), theme.name());
    return 0;
  }
}
