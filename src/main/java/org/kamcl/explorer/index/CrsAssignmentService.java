package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.geo.CrsRegistry;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/** Lists the files that are missing a CRS and assigns one to them. */
public final class CrsAssignmentService implements MissingCrs {
  private final Catalog catalog;
  private final ImageLoader loader;
  private final ModelSource model;
  private final CrsRegistry systems = new CrsRegistry();

  /**
   * @param catalog stores the assignments
   * @param loader reads the files
   * @param model is loaded only if the tiles of a file change
   */
  public CrsAssignmentService(Catalog catalog, ImageLoader loader, ModelSource model) {
    this.catalog = catalog;
    this.loader = loader;
    this.model = model;
  }

  @Override
  public List<UnlocatedFile> files() {
    return catalog.missingCrs().list();
  }

  @Override
  public List<CrsInfo> searchCrs(String words, int most) {
    return systems.search(words, most);
  }

  @Override
  public Optional<CrsInfo> findCrs(int epsg) {
    return systems.find(epsg);
  }

  @Override
  public FootprintPreview preview(Path file, OptionalInt epsg) {
    return loader
        .inspector()
        .preview(file, epsg)
        .orElseThrow(() -> new KamclException(IndexError.CRS_NO_LONGER_MISSING, file));
  }

  @Override
  public Job<IndexReport> assign(Map<Path, CrsAssignment> assignments) {
    Map<Path, CrsAssignment> all = Map.copyOf(assignments);
    return context -> assign(all, context);
  }

  /** Files that one run indexes again: those with the same settings and the same assignment. */
  private record Group(String collection, String tiling, CrsAssignment assignment) {}

  private IndexReport assign(Map<Path, CrsAssignment> assignments, JobContext context) {
    Map<Path, CrsAssignment> sameCrs = new LinkedHashMap<>();
    Map<Group, List<SourceFile>> groups = new LinkedHashMap<>();
    int files = 0;
    for (UnlocatedFile unlocated : catalog.missingCrs().list()) {
      Path file = unlocated.file();
      CrsAssignment assignment = assignments.get(file);
      if (assignment == null) {
        continue;
      }
      if (assignment.epsg().equals(unlocated.assignment().epsg())) {
        sameCrs.put(file, assignment);
        continue;
      }
      String tiling = catalog.files().find(file).map(StoredFile::tiling).orElse("");
      groups
          .computeIfAbsent(
              new Group(unlocated.collection(), tiling, assignment), group -> new ArrayList<>())
          .add(new SourceFile(file, file.getParent(), unlocated.collection()));
      files++;
    }
    if (!sameCrs.isEmpty()) {
      catalog.missingCrs().saveAssignments(sameCrs);
    }
    IndexReportBuilder report = new IndexReportBuilder();
    SidecarTables noTables = new SidecarTables();
    IndexProgress progress = new IndexProgress(context, files);
    groups.forEach(
        (group, found) ->
            new IndexPipeline(
                    catalog,
                    loader,
                    model,
                    noTables,
                    request(group, found),
                    context,
                    report,
                    progress)
                .run(found));
    return report.build();
  }

  /** A request with the stored tiling and rendering, so that only the locations change. */
  private IndexRequest request(Group group, List<SourceFile> found) {
    return IndexRequest.of(found.stream().map(SourceFile::path).toList())
        .withTiling(
            TilingKey.parse(group.tiling).flatMap(TilingKey::tiling).orElse(TilingSpec.DEFAULT))
        .withRendering(catalog.collections().bandRendering(group.collection))
        .withCrs(group.assignment);
  }
}
