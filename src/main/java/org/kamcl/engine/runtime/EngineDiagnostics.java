package org.kamcl.engine.runtime;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.engine.EngineException;

/**
 * What the engine runs on.
 *
 * @param engineLoaded whether the native engine works
 * @param engineVersion of libtorch
 * @param threads an operation may use
 * @param libtorch where it comes from
 * @param problem why the engine did not load; empty if it did
 * @param gpuSupport why a GPU is or is not used
 */
public record EngineDiagnostics(
    boolean engineLoaded,
    String engineVersion,
    int threads,
    String libtorch,
    String problem,
    GpuSupport gpuSupport) {

  /** Loads the engine and looks around. */
  public static EngineDiagnostics collect() {
    try {
      Engine engine = EngineRuntime.load();
      return new EngineDiagnostics(
          true,
          engine.getVersion(),
          EngineRuntime.defaultThreads(),
          source(),
          "",
          GpuSupport.inspect(engine.getGpuCount()));
    } catch (EngineException e) {
      return new EngineDiagnostics(
          false, "", 0, "", e.getMessage(), new GpuSupport(0, "The engine did not load.", ""));
    }
  }

  private static String source() {
    NativeLibraries libraries = NativeLibraries.detect();
    return libraries
        .folder()
        .map(f -> f + " (" + libraries.flavor() + ")")
        .orElse("inside the program (cpu)");
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

  /** Processors this process may use. */
  public int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The widest vector instructions the processor has, as libtorch names them. */
  public String cpuCapability() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      String text = Files.isReadable(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
      if (text.contains(" avx512dq") && text.contains(" avx512bw") && text.contains(" avx512vl")) {
        return "AVX512";
      }
      if (text.contains(" avx2")) {
        return "AVX2";
      }
    } catch (IOException e) {
      return "unknown";
    }
    return "unknown";
  }
}
