package org.kamcl.explorer.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogIntegrity;
import org.kamcl.explorer.catalog.ChangedTable;
import org.kamcl.explorer.catalog.DamagedFile;
import org.kamcl.explorer.catalog.LostImages;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.index.EmbeddingVerifier;

/** Whether the catalog is intact, and what is in it. */
final class CatalogCheck implements HealthCheck {
  private static final int SAMPLE = 50;
  private static final long SEED = 20;

  private final Workspace workspace;
  private final boolean deep;

  CatalogCheck(Workspace workspace, boolean deep) {
    this.workspace = workspace;
    this.deep = deep;
  }

  @Override
  public String name() {
    return "archive";
  }

  @Override
  public List<Finding> run() {
    Path file = workspace.folder().resolve(Catalog.FILE_NAME);
    if (Files.notExists(file)) {
      return List.of(empty());
    }
    try (Catalog catalog = Catalog.open(file)) {
      ArchiveSummary summary = catalog.summary();
      List<Finding> findings = new ArrayList<>();
      findings.add(
          summary.images() == 0
              ? empty()
              : Finding.ok(
                  DoctorError.ARCHIVE_SUMMARY,
                  summary.images(),
                  summary.collections().size(),
                  summary.model()));
      List<String> errors = catalog.integrity().errors(deep);
      if (!errors.isEmpty()) {
        findings.add(
            Finding.problem(DoctorError.CATALOG_DAMAGED, file, errors.size(), errors.get(0))
                .withAdvice(DoctorError.ADVICE_RESTORE_CATALOG, file));
      }
      for (DamagedFile damaged : catalog.integrity().damagedFiles()) {
        findings.add(new Finding(Severity.PROBLEM, damaged.problem(), Optional.empty()));
      }
      for (LostImages lost : catalog.lostImages()) {
        findings.add(new Finding(Severity.PROBLEM, lost.problem(), Optional.empty()));
      }
      Set<String> said = new HashSet<>();
      for (CatalogIntegrity.DamagedTable damaged : catalog.integrity().damagedTables()) {
        said.add(damaged.table());
        findings.add(
            Finding.problem(DoctorError.ROWS_DAMAGED, damaged.table(), damaged.rows())
                .withAdvice(DoctorError.ADVICE_ROWS_DAMAGED));
      }
      for (ChangedTable changed : catalog.changedTables()) {
        if (said.add(changed.table())) {
          findings.add(
              Finding.problem(DoctorError.ROWS_CHANGED, changed.table(), changed.rows())
                  .withAdvice(DoctorError.ADVICE_ROWS_CHANGED));
        }
      }
      if (!catalog.integrity().isWordIndexRight()) {
        findings.add(
            Finding.problem(DoctorError.WORD_INDEX_WRONG)
                .withAdvice(DoctorError.ADVICE_INDEX_AGAIN));
      }
      findings.addAll(outdated(catalog));
      if (deep && summary.images() > 0 && errors.isEmpty()) {
        findings.addAll(sample());
      }
      return findings;
    }
  }

  /** Files that earlier code placed or read. */
  private static List<Finding> outdated(Catalog catalog) {
    CatalogIntegrity.Outdated outdated =
        catalog
            .integrity()
            .outdated(GeoreferenceReader.VERSION, new ImageLoader()::pixelVersionByName);
    List<Finding> findings = new ArrayList<>();
    if (outdated.located() > 0) {
      findings.add(
          Finding.warning(DoctorError.PLACED_BY_EARLIER_VERSION, outdated.located())
              .withAdvice(DoctorError.ADVICE_INDEX_AGAIN));
    }
    if (outdated.read() > 0) {
      findings.add(
          Finding.warning(DoctorError.READ_BY_EARLIER_VERSION, outdated.read())
              .withAdvice(DoctorError.ADVICE_INDEX_AGAIN));
    }
    return findings;
  }

  /** Embeds some images again. */
  private List<Finding> sample() {
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      EmbeddingVerifier.Result result = context.embeddingVerifier().verify(SAMPLE, SEED);
      if (result.different().isEmpty()) {
        return List.of(Finding.ok(DoctorError.EMBEDDINGS_AGREE, result.compared()));
      }
      return List.of(
          Finding.problem(
                  DoctorError.EMBEDDINGS_DIFFER,
                  result.different().size(),
                  result.compared(),
                  result.different().get(0).file())
              .withAdvice(DoctorError.ADVICE_INDEX_AGAIN));
    }
  }

  private static Finding empty() {
    return Finding.ok(DoctorError.ARCHIVE_EMPTY).withAdvice(DoctorError.ADVICE_INDEX);
  }
}
