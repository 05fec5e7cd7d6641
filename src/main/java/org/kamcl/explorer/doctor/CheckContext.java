package org.kamcl.explorer.doctor;

import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.explorer.context.Workspace;

/**
 * What the checks examine.
 *
 * @param workspace its folder need not exist
 * @param engine what is known about the engine
 * @param device the device to examine
 * @param compare whether to compare the results of the device with those of the CPU
 * @param deep whether to take minutes: compute embeddings again, read all of the catalog
 */
public record CheckContext(
    Workspace workspace,
    EngineDiagnostics engine,
    DeviceChoice device,
    boolean compare,
    boolean deep) {}
