package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.geo.CrsRegistry;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/** The files of a catalogue that ask for their coordinate system, and the answers. */
public final class CrsAssignmentService implements MissingCrs {
  private final Catalog catalog;
  private final ImageLoader reader;
  private final ModelSource model;
  private final CrsRegistry systems = new CrsRegistry();

  /**
   * @param catalog that remembers
   * @param reader of the files
   * @param model is loaded only where a file is cut otherwise than before
   */
  public CrsAssignmentService(Catalog catalog, ImageLoader reader, ModelSource model) {
    this.catalog = catalog;
    this.reader = reader;
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
    return reader
        .inspector()
        .preview(file, epsg)
        .orElseThrow(
            () ->
                new ExplorerException(
                    "The image "
                        + file
                        + " names its coordinate system by now, or has no coordinates: index it"
                        + " again."));
  }

  @Override
  public Job<IndexReport> assign(Map<Path, CrsAssignment> answers) {
    Map<Path, CrsAssignment> all = Map.copyOf(answers);
    return new Job<>() {
      @Override
      public String title() {
        return "Placing " + all.size() + " files";
      }

      @Override
      public IndexReport run(JobContext context) {
        return place(all, context);
      }
    };
  }

  /** Files that one run places: seen, cut and answered alike. */
  private record Group(String collection, String cutting, CrsAssignment answer) {}

  private IndexReport place(Map<Path, CrsAssignment> answers, JobContext context) {
    Map<Path, CrsAssignment> unmoved = new LinkedHashMap<>();
    Map<Group, List<IndexRun.Found>> groups = new LinkedHashMap<>();
    int files = 0;
    for (UnlocatedFile unlocatedFile : catalog.missingCrs().list()) {
      Path file = unlocatedFile.file();
      CrsAssignment answer = answers.get(file);
      if (answer == null) {
        continue;
      }
      if (answer.epsg().equals(unlocatedFile.assignment().epsg())) {
        unmoved.put(file, answer);
        continue;
      }
      String cutting = catalog.findFile(file).map(StoredFile::tiling).orElse("");
      groups
          .computeIfAbsent(
              new Group(unlocatedFile.collection(), cutting, answer), group -> new ArrayList<>())
          .add(new IndexRun.Found(file, file.getParent(), unlocatedFile.collection()));
      files++;
    }
    if (!unmoved.isEmpty()) {
      catalog.missingCrs().saveAssignments(unmoved);
    }
    IndexReportBuilder indexReportBuilder = new IndexReportBuilder();
    SidecarTables none = new SidecarTables();
    IndexProgress indexProgress = new IndexProgress(context, files);
    groups.forEach(
        (group, found) ->
            new IndexRun(
                    catalog,
                    reader,
                    model,
                    none,
                    indexReportBuilder,
                    request(group, found),
                    context,
                    indexProgress)
                .all(found.iterator()));
    return indexReportBuilder.build();
  }

  /** As the files were read before, so that only their places change. */
  private IndexRequest request(Group group, List<IndexRun.Found> found) {
    return IndexRequest.of(found.stream().map(IndexRun.Found::file).toList())
        .withTiling(TilingSpec.ofWords(group.cutting).orElse(TilingSpec.DEFAULT))
        .withRendering(catalog.collections().bandRendering(group.collection))
        .withCrs(group.answer);
  }
}
