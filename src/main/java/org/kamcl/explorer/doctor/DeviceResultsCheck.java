package org.kamcl.explorer.doctor;

import java.util.List;
import java.util.Locale;
import org.kamcl.engine.inference.DeviceCheck;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineDiagnostics;

/** Whether a chosen device exists, or whether its results are those of the CPU. */
final class DeviceResultsCheck implements HealthCheck {
  private final CheckContext context;

  DeviceResultsCheck(CheckContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "device";
  }

  @Override
  public List<Finding> run() {
    DeviceChoice device = context.device();
    if (!context.compare() && !device.isGpu()) {
      return List.of();
    }
    EngineDiagnostics engine = context.engine().get();
    if (!engine.engineLoaded()) {
      return List.of();
    }
    if (context.compare()) {
      return List.of(compared(device, DeviceCheck.run(device)));
    }
    boolean available = device.gpu() < engine.gpuSupport().count();
    return List.of(
        available
            ? Finding.ok(DoctorError.DEVICE_AVAILABLE, device)
            : Finding.problem(DoctorError.DEVICE_NOT_AVAILABLE, device)
                .withAdvice(DoctorError.ADVICE_USE_CPU));
  }

  private static Finding compared(DeviceChoice device, DeviceCheck.Result result) {
    DoctorError text =
        result.passed() ? DoctorError.DEVICE_RESULTS_AGREE : DoctorError.DEVICE_RESULTS_DIFFER;
    Object[] arguments = {
      device,
      2 * DeviceCheck.EMBEDDING_COUNT,
      String.format(Locale.ROOT, "%.2g", result.difference()),
      String.format(Locale.ROOT, "%.0g", DeviceCheck.TOLERANCE),
      String.format(Locale.ROOT, "%.1f", result.cpuSeconds()),
      String.format(Locale.ROOT, "%.1f", result.deviceSeconds())
    };
    return result.passed()
        ? Finding.ok(text, arguments)
        : Finding.problem(text, arguments).withAdvice(DoctorError.ADVICE_USE_CPU);
  }
}
