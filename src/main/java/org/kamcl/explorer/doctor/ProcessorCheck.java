package org.kamcl.explorer.doctor;

import java.util.List;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.error.Problem;

/** The processors that the program may use and their widest vector instructions. */
final class ProcessorCheck implements HealthCheck {
  @Override
  public String name() {
    return "processor";
  }

  @Override
  public List<Finding> run() {
    String capability = EngineDiagnostics.capability();
    Object known =
        capability.equals(EngineDiagnostics.UNKNOWN)
            ? Problem.of(DoctorError.CAPABILITY_UNKNOWN)
            : capability;
    return List.of(
        Finding.ok(DoctorError.PROCESSOR, Runtime.getRuntime().availableProcessors(), known));
  }
}
