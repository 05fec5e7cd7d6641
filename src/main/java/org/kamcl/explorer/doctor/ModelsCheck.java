package org.kamcl.explorer.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.context.Workspace;

/** All files of the models of the workspace and of the program, and the model of the archive. */
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
    ModelStore store = workspace.models();
    List<StoredModel> models = store.list();
    if (models.isEmpty()) {
      return List.of(
          Finding.problem(DoctorError.NO_MODELS).withAdvice(DoctorError.ADVICE_IMPORT_MODEL));
    }
    List<Finding> findings = new ArrayList<>();
    List<String> usable = new ArrayList<>();
    for (StoredModel model : models) {
      List<Problem> problems = store.problems(model, known(model.name()));
      if (problems.isEmpty() && !ModelStore.hasManifest(model)) {
        findings.add(
            Finding.warning(DoctorError.MODEL_WITHOUT_HASHES, model.name())
                .withAdvice(DoctorError.ADVICE_MODEL_WITHOUT_HASHES));
      }
      problems.forEach(p -> findings.add(new Finding(Severity.PROBLEM, p, Optional.empty())));
      if (problems.isEmpty()) {
        usable.add(model.name());
      }
    }
    if (!usable.isEmpty()) {
      findings.add(0, Finding.ok(DoctorError.MODELS_USABLE, usable));
    }
    archiveModel().ifPresent(name -> findings.addAll(missing(store, name)));
    return findings;
  }

  private Optional<String> archiveModel() {
    return ask(catalog -> catalog.models().last().map(ModelId::name), Optional.empty());
  }

  private Set<String> known(String model) {
    return ask(catalog -> catalog.models().contentHashes(model), Set.of());
  }

  private <T> T ask(Function<Catalog, T> question, T otherwise) {
    Path file = workspace.folder().resolve(Catalog.FILE_NAME);
    if (Files.notExists(file)) {
      return otherwise;
    }
    try (Catalog catalog = Catalog.open(file)) {
      return question.apply(catalog);
    } catch (KamclException e) {
      // The check of the archive reports it.
      return otherwise;
    }
  }

  private static List<Finding> missing(ModelStore store, String name) {
    try {
      store.findForArchive(name);
      return List.of();
    } catch (KamclException e) {
      return List.of(Finding.problem(e));
    }
  }
}
