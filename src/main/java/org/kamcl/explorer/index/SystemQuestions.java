package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.KnownFile;
import org.kamcl.explorer.domain.CoordinateSystem;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.domain.UnknownSystems;
import org.kamcl.explorer.geo.CoordinateSystems;
import org.kamcl.explorer.imagery.Cutting;
import org.kamcl.explorer.imagery.PictureReader;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/** The files of a catalogue that ask for their coordinate system, and the answers. */
public final class SystemQuestions implements UnknownSystems {
  private final Catalog catalog;
  private final PictureReader reader;
  private final ModelSource model;
  private final CoordinateSystems systems = new CoordinateSystems();

  /**
   * @param catalog that remembers
   * @param reader of the files
   * @param model is loaded only where a file is cut otherwise than before
   */
  public SystemQuestions(Catalog catalog, PictureReader reader, ModelSource model) {
    this.catalog = catalog;
    this.reader = reader;
    this.model = model;
  }

  @Override
  public List<Question> questions() {
    return catalog.systems().questions();
  }

  @Override
  public List<CoordinateSystem> find(String words, int most) {
    return systems.named(words, most);
  }

  @Override
  public Optional<CoordinateSystem> system(int epsg) {
    return systems.find(epsg);
  }

  @Override
  public Preview preview(Path file, OptionalInt epsg) {
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
  public Job<IndexReport> answer(Map<Path, SystemAnswer> answers) {
    Map<Path, SystemAnswer> all = Map.copyOf(answers);
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
  private record Group(String collection, String cutting, SystemAnswer answer) {}

  private IndexReport place(Map<Path, SystemAnswer> answers, JobContext context) {
    Map<Path, SystemAnswer> unmoved = new LinkedHashMap<>();
    Map<Group, List<IndexRun.Found>> groups = new LinkedHashMap<>();
    int files = 0;
    for (Question question : catalog.systems().questions()) {
      Path file = question.file();
      SystemAnswer answer = answers.get(file);
      if (answer == null) {
        continue;
      }
      if (answer.epsg().equals(question.answer().epsg())) {
        unmoved.put(file, answer);
        continue;
      }
      String cutting = catalog.find(file).map(KnownFile::cutting).orElse("");
      groups
          .computeIfAbsent(
              new Group(question.collection(), cutting, answer), group -> new ArrayList<>())
          .add(new IndexRun.Found(file, file.getParent(), question.collection()));
      files++;
    }
    if (!unmoved.isEmpty()) {
      catalog.systems().note(unmoved);
    }
    Tally tally = new Tally();
    SideTables none = new SideTables();
    Pieces pieces = new Pieces(context, files);
    groups.forEach(
        (group, found) ->
            new IndexRun(
                    catalog, reader, model, none, tally, request(group, found), context, pieces)
                .all(found.iterator()));
    return tally.report();
  }

  /** As the files were read before, so that only their places change. */
  private IndexRequest request(Group group, List<IndexRun.Found> found) {
    return IndexRequest.of(found.stream().map(IndexRun.Found::file).toList())
        .cut(Cutting.ofWords(group.cutting).orElse(Cutting.DEFAULT))
        .seen(catalog.collections().look(group.collection))
        .answered(group.answer);
  }
}
