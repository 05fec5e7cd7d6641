package org.kamcl.engine.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.error.Problem;

/**
 * Whether a GPU can be used, and why.
 *
 * @param count GPUs the engine can use
 * @param reason what was found
 * @param advice what to do; empty if nothing needs to be done
 */
public record GpuSupport(int count, Problem reason, Optional<Problem> advice) {

  /**
   * Examines driver, libraries and engine.
   *
   * @param usable GPUs the loaded engine reports
   */
  public static GpuSupport inspect(int usable) {
    if (usable > 0) {
      return new GpuSupport(usable, Problem.of(RuntimeError.GPU_USABLE, usable), Optional.empty());
    }
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")) {
      return new GpuSupport(0, Problem.of(RuntimeError.GPU_NOT_ON_MACOS), Optional.empty());
    }
    boolean driver =
        Files.exists(Path.of("/proc/driver/nvidia/version"))
            || Files.exists(Path.of("/dev/nvidia0"))
            || Files.exists(Path.of("C:\\Windows\\System32\\nvcuda.dll"));
    if (!driver) {
      return none(
          Problem.of(RuntimeError.GPU_NO_DRIVER), Problem.of(RuntimeError.ADVICE_INSTALL_DRIVER));
    }
    NativeLibraries libraries = NativeLibraries.detect();
    if (!libraries.cuda()) {
      return none(
          libraries
              .folder()
              .map(folder -> Problem.of(RuntimeError.GPU_LIBTORCH_WITHOUT_CUDA, folder))
              .orElseGet(() -> Problem.of(RuntimeError.GPU_BUNDLED_LIBTORCH)),
          Problem.of(
              RuntimeError.ADVICE_UNPACK_LIBTORCH, NativeLibraries.TORCH_VERSION + "+cu128"));
    }
    return none(
        Problem.of(RuntimeError.GPU_NOT_REPORTED), Problem.of(RuntimeError.ADVICE_UPDATE_DRIVER));
  }

  /** No GPU, because the engine did not load. */
  static GpuSupport withoutEngine() {
    return new GpuSupport(0, Problem.of(RuntimeError.ENGINE_NOT_AVAILABLE), Optional.empty());
  }

  private static GpuSupport none(Problem reason, Problem advice) {
    return new GpuSupport(0, reason, Optional.of(advice));
  }
}
