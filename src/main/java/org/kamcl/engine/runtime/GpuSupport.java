package org.kamcl.engine.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Why a GPU is or is not used, in words.
 *
 * @param count GPUs the engine can use
 * @param reason one sentence: what was found
 * @param advice one sentence: what to do; empty if nothing is to be done
 */
public record GpuSupport(int count, String reason, String advice) {

  /**
   * Looks at the driver, the libraries and the engine.
   *
   * @param usable GPUs the loaded engine reports
   */
  public static GpuSupport inspect(int usable) {
    NativeLibraries libraries = NativeLibraries.detect();
    if (usable > 0) {
      return new GpuSupport(usable, usable + " GPU(s) with CUDA can be used.", "");
    }
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")) {
      return new GpuSupport(0, "On macOS the engine runs on the CPU.", "");
    }
    boolean driver =
        Files.exists(Path.of("/proc/driver/nvidia/version"))
            || Files.exists(Path.of("/dev/nvidia0"))
            || Files.exists(Path.of("C:\\Windows\\System32\\nvcuda.dll"));
    if (!driver) {
      return new GpuSupport(
          0,
          "No NVIDIA driver was found.",
          "Where a GPU is built in, install NVIDIA's driver; otherwise the CPU does all the work.");
    }
    if (!libraries.cuda()) {
      return new GpuSupport(
          0,
          libraries.folder().isPresent()
              ? "The libtorch in " + libraries.folder().get() + " was built without CUDA."
              : "A driver is there, but the libtorch inside the program works on the CPU only.",
          "Unpack libtorch "
              + NativeLibraries.TORCH_VERSION
              + "+cu128 in a writable folder and set KAMCL_LIBTORCH to it.");
    }
    return new GpuSupport(
        0,
        "The driver and a libtorch with CUDA are there, but CUDA reports no usable GPU.",
        "Update NVIDIA's driver to one that supports CUDA 12.8, and check that nvidia-smi works.");
  }
}
