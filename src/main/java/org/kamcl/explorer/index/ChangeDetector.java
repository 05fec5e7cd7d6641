package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;

/** Compares files with what the catalog stores about them. */
final class ChangeDetector {
  private final Catalog catalog;
  private final ImageLoader loader;
  private final ModelId model;
  private final IndexRequest request;
  private final IndexReportBuilder report;

  ChangeDetector(
      Catalog catalog,
      ImageLoader loader,
      ModelId model,
      IndexRequest request,
      IndexReportBuilder report) {
    this.catalog = catalog;
    this.loader = loader;
    this.model = model;
    this.request = request;
    this.report = report;
  }

  /**
   * Reads size, time and, unless these are the stored ones, content of a file. An unknown file with
   * the content of a missing one is taken as the missing one, which has moved; so is a file that is
   * stored under another path, to which a link leads.
   *
   * @throws KamclException if the file cannot be read
   */
  FileState inspect(SourceFile source) {
    Path path = source.path();
    long size;
    long modified;
    try {
      size = Files.size(path);
      modified = Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      throw new KamclException(e, IndexError.FILE_UNREADABLE, path);
    }
    Optional<StoredFile> stored = catalog.files().find(path);
    String sha256 =
        stored
            .filter(file -> file.size() == size && file.modified() == modified)
            .filter(file -> !file.damage().state())
            .map(StoredFile::sha256)
            .orElseGet(() -> ModelFiles.sha256(path));
    if (stored.isEmpty()) {
      stored = moved(path, sha256);
    }
    FileState state =
        FileState.unknown(loader, request, source, size, modified, sha256).with(stored, Set.of());
    return state.hasStoredImages()
        ? state.with(stored, catalog.embeddedTiles(model, stored.get(), state.code().reading()))
        : state;
  }

  /** The tiles of a file that are embedded now, after its stored images were changed. */
  Set<Optional<TileBounds>> embeddedTiles(FileState state) {
    return catalog
        .files()
        .find(state.source().path())
        .map(file -> catalog.embeddedTiles(model, file, state.code().reading()))
        .orElse(Set.of());
  }

  private Optional<StoredFile> moved(Path file, String sha256) {
    Path real = realPath(file);
    Optional<Path> old =
        Stream.concat(
                catalog.files().withHash(sha256).stream()
                    .filter(path -> Files.notExists(path) || realPath(path).equals(real)),
                Stream.of(real).filter(path -> catalog.files().find(path).isPresent()))
            .findFirst();
    if (old.isEmpty()) {
      return Optional.empty();
    }
    catalog.moveFile(old.get(), file);
    report.countMoved();
    return catalog.files().find(file);
  }

  /**
   * The path with links resolved, and with the name that is stored on disk where a file system
   * finds a file by several spellings of its name.
   */
  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // The file is missing or cannot be read; it is then no other path of an existing file.
      return file;
    }
  }

  /** The embedding of the same tile of another file with the same content and tiling, if any. */
  Optional<StoredEmbedding> reusableEmbedding(EmbeddingTask task) {
    // Resampled pixels depend on the location of the file, which may differ between copies.
    return resamples()
        ? Optional.empty()
        : catalog.findEmbedding(
            model,
            task.file().sha256(),
            task.file().tiling(),
            task.image().tile(),
            task.file().code().reading());
  }

  /** Whether the pixels that the model sees depend on the location of a file. */
  boolean resamples() {
    return request.tiling().gsd().isPresent();
  }
}
