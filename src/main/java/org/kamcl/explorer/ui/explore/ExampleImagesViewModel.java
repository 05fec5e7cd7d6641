package org.kamcl.explorer.ui.explore;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Images as terms of the query: dropped, pasted, or hits that are dragged to it. */
public final class ExampleImagesViewModel {
  private final ArchiveViewModel archive;
  private final QueryViewModel query;
  private final SearchViewModel search;
  private final TaskExecutor taskExecutor;
  private final ErrorFormatter errorFormatter;

  /** Adds images to a query and runs it. */
  public ExampleImagesViewModel(
      ArchiveViewModel archive,
      QueryViewModel query,
      SearchViewModel search,
      TaskExecutor taskExecutor,
      Messages messages) {
    this.archive = archive;
    this.query = query;
    this.search = search;
    this.taskExecutor = taskExecutor;
    this.errorFormatter = new ErrorFormatter(messages);
  }

  /** Whether a file can be a term of the query. */
  public boolean isImage(Path file) {
    return archive.isImageFile(file) || inArchive(file).isPresent();
  }

  private Optional<ImageRecord> inArchive(Path file) {
    return archive.images().stream()
        .filter(image -> image.tile().isEmpty() && image.file().equals(file))
        .findFirst();
  }

  /**
   * The image files that a text consists of: a path or {@code file:} URI per line, with or without
   * quotation marks. Empty if any line is something else.
   */
  public List<Path> filesIn(String text) {
    List<Path> files = new ArrayList<>();
    for (String line : text.strip().split("\\R")) {
      Path file = file(line.strip());
      if (file == null || !isImage(file) || !Files.isRegularFile(file)) {
        return List.of();
      }
      files.add(file);
    }
    return files;
  }

  private static Path file(String text) {
    String bare =
        text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
            ? text.substring(1, text.length() - 1)
            : text;
    try {
      Path path = bare.startsWith("file:") ? Path.of(URI.create(bare)) : Path.of(bare);
      return path.isAbsolute() ? path : null;
    } catch (IllegalArgumentException e) {
      // Ordinary words.
      return null;
    }
  }

  /** Searches for images similar to files; an image of the archive becomes a term by its id. */
  public void add(List<Path> files) {
    if (files.isEmpty() || !query.commit()) {
      return;
    }
    files.forEach(file -> query.add(term(file.toAbsolutePath())));
    search.search();
  }

  private QueryTerm term(Path file) {
    return inArchive(file)
        .map(ImageRecord::id)
        .map(QueryTerm::like)
        .orElseGet(() -> new QueryTerm(QueryTerm.Kind.IMAGE, file.toString(), 1, false));
  }

  /** Searches for images similar to an image of the archive. */
  public void add(long image) {
    if (query.commit()) {
      query.add(QueryTerm.like(image));
      search.search();
    }
  }

  /** Searches for images similar to pixels, which are kept as a file. */
  public void add(ArgbImage pixels) {
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> services.examples().keep(pixels),
                    file -> add(List.of(file)),
                    failure -> archive.problem(errorFormatter.format(failure))));
  }
}
