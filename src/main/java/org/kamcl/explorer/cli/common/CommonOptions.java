package org.kamcl.explorer.cli.common;

import java.nio.file.Path;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.Precision;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options that every command has. */
public final class CommonOptions {
  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "The workspace folder. Default: $KAMCL_WORKSPACE, else the user's data folder.")
  private Path workspaceFolder;

  @Option(
      names = "--json",
      description = "Print one JSON document, and nothing else, to standard output.")
  private boolean json;

  @Option(names = "--verbose", description = "Print stack traces of errors.")
  private boolean verbose;

  /** {@code --device}, for commands that run the engine. */
  public static class DeviceOption {
    @Option(
        names = "--device",
        paramLabel = "cpu|gpu:N",
        converter = Converter.class,
        description = "Device the engine runs on. Default: cpu.")
    private DeviceChoice device = DeviceChoice.CPU;

    /** The chosen device. */
    public DeviceChoice device() {
      return device;
    }
  }

  /** {@code --device} and {@code --precision}, for commands that embed many images or texts. */
  public static final class EncodingOptions extends DeviceOption {
    @Option(
        names = "--precision",
        paramLabel = "float32|float16",
        converter = PrecisionConverter.class,
        description = "Precision of the encoders on a GPU. Default: float32.")
    private Precision precision = Precision.FLOAT32;

    @Override
    public DeviceChoice device() {
      return super.device().with(precision);
    }
  }

  /** Parses a precision. */
  public static final class PrecisionConverter implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String text) {
      try {
        return Precision.parse(text);
      } catch (KamclException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }

  /** Parses a device. */
  public static final class Converter implements ITypeConverter<DeviceChoice> {
    @Override
    public DeviceChoice convert(String text) {
      try {
        return DeviceChoice.parse(text);
      } catch (KamclException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }

  /** Whether the result is a JSON document. */
  public boolean json() {
    return json;
  }

  /** Whether errors are printed with their stack traces. */
  public boolean verbose() {
    return verbose;
  }

  /** Opens the archive of the workspace without loading a model. */
  public ExplorerContext archive() {
    Workspace workspace = workspace();
    return ExplorerContext.open(workspace);
  }

  /** The chosen workspace. */
  public Workspace workspace() {
    return Workspace.choose(workspaceFolder, System.getenv());
  }
}
