package org.kamcl.engine.runtime;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.RegularFiles;

/**
 * What the engine runs on.
 *
 * @param engineLoaded whether the native engine works
 * @param engineVersion version of libtorch; empty if the engine did not load
 * @param threads number of threads of an operation
 * @param libtorch where libtorch comes from
 * @param problem why the engine did not load; empty if it did
 * @param gpuSupport whether a GPU can be used, and why
 */
public record EngineDiagnostics(
    boolean engineLoaded,
    String engineVersion,
    int threads,
    Optional<Problem> libtorch,
    Optional<Problem> problem,
    GpuSupport gpuSupport) {

  /** The capability of processors whose instructions are not known. */
  public static final String UNKNOWN = "unknown";

  /** Loads the engine and examines the system. */
  public static EngineDiagnostics collect() {
    try {
      Engine engine = EngineRuntime.load();
      return new EngineDiagnostics(
          true,
          engine.getVersion(),
          EngineRuntime.defaultThreads(),
          Optional.of(libtorchSource()),
          Optional.empty(),
          GpuSupport.inspect(engine.getGpuCount()));
    } catch (KamclException e) {
      return new EngineDiagnostics(
          false, "", 0, Optional.empty(), Optional.of(e.problem()), GpuSupport.withoutEngine());
    }
  }

  private static Problem libtorchSource() {
    NativeLibraries libraries = NativeLibraries.detect();
    return libraries
        .folder()
        .map(folder -> Problem.of(RuntimeError.LIBTORCH_FOLDER, folder, libraries.flavor()))
        .orElseGet(() -> Problem.of(RuntimeError.LIBTORCH_BUNDLED));
  }

  /** Version of the running Java. */
  public String javaVersion() {
    return System.getProperty("java.version");
  }

  /** Operating system and architecture. */
  public String operatingSystem() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  /** Number of processors available to this process. */
  public int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The widest vector instructions of the processor, under libtorch's name. */
  public String cpuCapability() {
    return capability();
  }

  /** As {@link #cpuCapability}, without the engine; {@value #UNKNOWN} where it is not known. */
  public static String capability() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      String text = Files.isReadable(file) ? RegularFiles.readString(file) : "";
      if (text.contains(" avx512dq") && text.contains(" avx512bw") && text.contains(" avx512vl")) {
        return "AVX512";
      }
      if (text.contains(" avx2")) {
        return "AVX2";
      }
    } catch (IOException e) {
      return UNKNOWN;
    }
    return UNKNOWN;
  }
}
