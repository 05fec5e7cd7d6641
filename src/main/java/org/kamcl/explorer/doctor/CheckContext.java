package org.kamcl.explorer.doctor;

import java.util.List;
import java.util.function.Supplier;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.explorer.context.Workspace;

/**
 * What the checks examine.
 *
 * @param workspace its folder need not exist
 * @param screens the screens of the window in words; empty without a window
 * @param engine tells what is known about the engine, which it may have to load
 * @param device the device to examine
 * @param compare whether to compare the results of the device with those of the CPU
 * @param deep whether to take minutes: compute embeddings again, read all of the catalog
 */
public record CheckContext(
    Workspace workspace,
    List<String> screens,
    Supplier<EngineDiagnostics> engine,
    DeviceChoice device,
    boolean compare,
    boolean deep) {
  /** The checks of the window: those of the CPU that take seconds. */
  public static CheckContext ofWindow(Workspace workspace, List<String> screens) {
    return new CheckContext(
        workspace, screens, EngineDiagnostics::collect, DeviceChoice.CPU, false, false);
  }
}
