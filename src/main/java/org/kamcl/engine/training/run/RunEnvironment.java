package org.kamcl.engine.training.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.Problem;

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

  /** How the environment of a checkpoint differs from this one; empty if it does not. */
  List<Problem> differences(Map<String, String> recorded) {
    List<Problem> differences = new ArrayList<>();
    metadata()
        .forEach(
            (name, here) -> {
              String there = recorded.get(name);
              if (there != null && !there.equals(here)) {
                differences.add(
                    Problem.of(
                        RunError.ENVIRONMENT_DIFFERENCE,
                        name.substring(PREFIX.length()),
                        there,
                        here));
              }
            });
    return differences;
  }
}
