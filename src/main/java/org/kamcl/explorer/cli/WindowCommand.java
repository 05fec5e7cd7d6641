package org.kamcl.explorer.cli;

import java.util.Optional;
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
  private final WindowLauncher windowLauncher;

  /** Colours of the window. */
  enum ThemeName {
    SYSTEM,
    LIGHT,
    DARK
  }

  @Option(
      names = "--theme",
      paramLabel = "system|light|dark",
      description = "Its colours; default is what was chosen in it.")
  private ThemeName theme;

  @Option(
      names = "--language",
      paramLabel = "system|en|zh",
      description = "Its language; default is what was chosen in it.")
  private String language;

  @Mixin private CommonOptions options;

  WindowCommand(WindowLauncher windowLauncher) {
    this.windowLauncher = windowLauncher;
  }

  @Override
  public Integer call() {
    windowLauncher.open(
        options.workspace().folder(),
        Optional.ofNullable(theme).map(ThemeName::name),
        Optional.ofNullable(language));
    return 0;
  }
}
