package org.kamcl.explorer.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.error.Problem;

/** The native engine, and whether there is a GPU for it. */
final class EngineCheck implements HealthCheck {
  private final Supplier<EngineDiagnostics> diagnostics;

  EngineCheck(Supplier<EngineDiagnostics> diagnostics) {
    this.diagnostics = diagnostics;
  }

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public List<Finding> run() {
    EngineDiagnostics engine = diagnostics.get();
    List<Finding> findings = new ArrayList<>();
    if (engine.engineLoaded()) {
      findings.add(
          Finding.ok(
              DoctorError.ENGINE_LOADED,
              engine.engineVersion(),
              engine.threads(),
              engine.libtorch().orElseThrow()));
    } else {
      Problem problem = engine.problem().orElseThrow();
      findings.add(new Finding(Severity.PROBLEM, problem, Optional.empty()));
    }
    // A machine without a GPU is as good as any.
    findings.add(
        new Finding(Severity.OK, engine.gpuSupport().reason(), engine.gpuSupport().advice()));
    return findings;
  }
}
