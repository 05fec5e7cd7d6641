package org.kamcl.engine.training.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.Problem;

/**
 * The environment on which results depend besides seed and settings. Results on the CPU are
 * bit-identical in equal environments.
 *
 * @param capability vector instruction set of the processor
 * @param library version of libtorch
 * @param device of the run
 * @param threads number of threads of an operation
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

  /** The environment as metadata of a checkpoint. */
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
