package org.kamcl.explorer.cli.program;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.WindowLauncher;
import org.kamcl.explorer.context.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl window}: opens the window; the default when no command is given. */
@Command(
    name = "window",
    description = "Open the window (also: kamcl without a command).",
    mixinStandardHelpOptions = true)
public final class WindowCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;
  private final WindowLauncher windowLauncher;

  /** Color themes. */
  enum ThemeName {
    SYSTEM,
    LIGHT,
    DARK
  }

  /** Languages. */
  enum LanguageName {
    SYSTEM,
    EN,
    ZH
  }

  @Option(
      names = "--theme",
      paramLabel = "system|light|dark",
      description = "Color theme. Default: from the settings.")
  private ThemeName theme;

  @Option(
      names = "--language",
      paramLabel = "system|en|zh",
      description = "Language. Default: from the settings.")
  private LanguageName language;

  @Mixin private CommonOptions options;

  public WindowCommand(CommandOutput commandOutput, WindowLauncher windowLauncher) {
    this.commandOutput = commandOutput;
    this.windowLauncher = windowLauncher;
  }

  @Override
  public Integer call() {
    Workspace.finishMove(System.getenv()).ifPresent(commandOutput::printWarning);
    windowLauncher.open(
        options.workspace().folder(),
        Optional.ofNullable(theme).map(ThemeName::name),
        Optional.ofNullable(language).map(l -> l.name().toLowerCase(Locale.ROOT)));
    return 0;
  }
}
