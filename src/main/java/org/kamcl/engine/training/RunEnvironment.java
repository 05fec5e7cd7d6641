package org.kamcl.engine.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.engine.runtime.EngineRuntime;

/**
 * What the bits of a result depend on beside seed and settings. Equal ones on the CPU promise equal
 * bits.
 *
 * @param capability vector instructions of the processor
 * @param library version of libtorch
 * @param device the run is on
 * @param threads of an operation
 */
record RunEnvironment(String capability, String library, String device, int threads) {
  private static final String PREFIX = "environment.";

  static RunEnvironment of(EngineRuntime runtime) {
    EngineDiagnostics engineDiagnostics = EngineDiagnostics.collect();
    return new RunEnvironment(
        engineDiagnostics.cpuCapability(),
        engineDiagnostics.engineVersion(),
        runtime.device().toString(),
        runtime.threads());
  }

  /** As a checkpoint records it. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(PREFIX + "capability", capability);
    metadata.put(PREFIX + "library", library);
    metadata.put(PREFIX + "device", device);
    metadata.put(PREFIX + "threads", Integer.toString(threads));
    return metadata;
  }

  /** What a checkpoint was made on that differs from here, each in words; empty if nothing. */
  List<String> differences(Map<String, String> recorded) {
    List<String> differences = new ArrayList<>();
    metadata()
        .forEach(
            (name, here) -> {
              String there = recorded.get(name);
              if (there != null && !there.equals(here)) {
                differences.add(name.substring(PREFIX.length()) + " " + there + ", now " + here);
              }
            });
    return differences;
  }
}
