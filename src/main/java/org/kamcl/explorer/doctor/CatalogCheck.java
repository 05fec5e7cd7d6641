package org.kamcl.explorer.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ArchiveSummary;

/** Whether the catalog can be read, and what is in it. */
final class CatalogCheck implements HealthCheck {
  private final Workspace workspace;

  CatalogCheck(Workspace workspace) {
    this.workspace = workspace;
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
      return List.of(
          summary.images() == 0
              ? empty()
              : Finding.ok(
                  DoctorError.ARCHIVE_SUMMARY,
                  summary.images(),
                  summary.collections().size(),
                  summary.model()));
    }
  }

  private static Finding empty() {
    return Finding.ok(DoctorError.ARCHIVE_EMPTY).withAdvice(DoctorError.ADVICE_INDEX);
  }
}
