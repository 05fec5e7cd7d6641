package org.kamcl.explorer.doctor;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.explorer.context.Workspace;

/** The models of the workspace and of the program. */
final class ModelsCheck implements HealthCheck {
  private final Workspace workspace;

  ModelsCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "models";
  }

  @Override
  public List<Finding> run() {
    List<StoredModel> models = workspace.models().list();
    if (models.isEmpty()) {
      return List.of(
          Finding.problem(DoctorError.NO_MODELS).withAdvice(DoctorError.ADVICE_IMPORT_MODEL));
    }
    List<Finding> findings = new ArrayList<>();
    List<String> usable =
        models.stream().filter(m -> m.card().isPresent()).map(StoredModel::name).toList();
    if (!usable.isEmpty()) {
      findings.add(Finding.ok(DoctorError.MODELS_USABLE, usable));
    }
    models.forEach(model -> model.failure().map(Finding::problem).ifPresent(findings::add));
    return findings;
  }
}
