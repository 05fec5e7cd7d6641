package org.kamcl.explorer.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The memory of the machine and the limit of the Java heap. */
final class MemoryCheck implements HealthCheck {
  private static final long MEGABYTE = 1_000_000;

  /** The engine, the model and an archive of some thousand images need about half of it. */
  private static final long LEAST_MEGABYTES = 3_000;

  private final long total;
  private final long free;

  MemoryCheck() {
    this(machine().getTotalMemorySize(), machine().getFreeMemorySize());
  }

  /**
   * @param total bytes of the machine
   * @param free bytes that no program uses
   */
  MemoryCheck(long total, long free) {
    this.total = total;
    this.free = free;
  }

  private static OperatingSystemMXBean machine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Finding> run() {
    Object[] figures = {
      total / MEGABYTE, free / MEGABYTE, Runtime.getRuntime().maxMemory() / MEGABYTE
    };
    // Free memory says little: the operating system uses it for files until a program needs it.
    return List.of(
        total / MEGABYTE >= LEAST_MEGABYTES
            ? Finding.ok(DoctorError.MEMORY, figures)
            : Finding.warning(DoctorError.MEMORY_LITTLE, figures)
                .withAdvice(DoctorError.ADVICE_MEMORY));
  }
}
