package org.kamcl.explorer.cli;

import java.nio.file.Path;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options that every command has. */
public final class CommonOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The workspace; default is $KAMCL_HOME, else the user's data folder.")
  private Path home;

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output and nothing else there.")
  private boolean json;

  @Option(names = "--verbose", description = "Tell more about errors.")
  private boolean verbose;

  /** {@code --device}, for commands that run the engine. */
  public static final class DeviceOption {
    @Option(
        names = "--device",
        paramLabel = "cpu|gpu:N",
        converter = Converter.class,
        description = "Where the engine runs; default is cpu.")
    private DeviceChoice device = DeviceChoice.CPU;

    /** The chosen device. */
    public DeviceChoice device() {
      return device;
    }
  }

  /** Reads a device from the command line. */
  public static final class Converter implements ITypeConverter<DeviceChoice> {
    @Override
    public DeviceChoice convert(String text) {
      try {
        return DeviceChoice.parse(text);
      } catch (EngineException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }

  /** Whether the result is a JSON document. */
  public boolean json() {
    return json;
  }

  /** Whether errors come with their causes. */
  public boolean verbose() {
    return verbose;
  }

  /** The archive of the workspace; no model is loaded. */
  ExplorerContext archive() {
    Workspace workspace = workspace();
    return ExplorerContext.open(workspace);
  }

  /** The chosen workspace. */
  public Workspace workspace() {
    return Workspace.choose(home, System.getenv());
  }
}
