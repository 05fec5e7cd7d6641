package org.kamcl.explorer.doctor;

import java.util.List;
import org.kamcl.engine.runtime.ProgramVersion;

/** The versions of the program, of Java and of the operating system. */
final class ProgramCheck implements HealthCheck {
  @Override
  public String name() {
    return "program";
  }

  @Override
  public List<Finding> run() {
    String system =
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch");
    return List.of(
        Finding.ok(
            DoctorError.PROGRAM,
            ProgramVersion.current(),
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            system));
  }
}
