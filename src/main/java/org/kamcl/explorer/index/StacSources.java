package org.kamcl.explorer.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.stac.StacError;
import org.kamcl.explorer.stac.StacItem;
import org.kamcl.explorer.stac.StacReader;
import org.kamcl.file.GivenNames;

/**
 * The STAC documents of a request: those that it names, and the catalogs of the folders that it
 * names. Their items name files to index, and say where and when these were taken.
 */
final class StacSources {
  /** Names of the documents of a folder that describe its images, the first that exists. */
  private static final List<String> CATALOGS = List.of("catalog.json", "collection.json");

  private final ImageLoader loader;
  private final Runnable safePoint;
  private final List<Path> otherPaths = new ArrayList<>();
  private final List<Path> documents = new ArrayList<>();

  /** Files to index, with the folder of the document that names them. */
  private final Map<Path, Path> files = new LinkedHashMap<>();

  private final Map<Path, StacItem> items = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private int missing;
  private String firstMissing = "";

  private StacSources(ImageLoader loader, Runnable safePoint) {
    this.loader = loader;
    this.safePoint = safePoint;
  }

  /**
   * Reads the documents of a request.
   *
   * @param paths that it names
   * @param safePoint is called often; what it throws ends the reading
   * @throws KamclException if a document that it names cannot be read, and it names nothing else
   */
  static StacSources read(List<Path> paths, ImageLoader loader, Runnable safePoint) {
    StacSources sources = new StacSources(loader, safePoint);
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        sources.otherPaths.add(path);
        CATALOGS.stream()
            .map(path::resolve)
            .filter(StacReader::isStac)
            .findFirst()
            .ifPresent(catalog -> sources.add(catalog, false));
      } else if (StacReader.isStac(path)) {
        sources.add(path, paths.size() == 1);
      } else {
        sources.otherPaths.add(path);
      }
    }
    return sources;
  }

  /**
   * @param only whether a failure ends the request
   */
  private void add(Path document, boolean only) {
    try {
      StacReader.Contents contents = StacReader.read(document, this::isImage, safePoint);
      problems.addAll(contents.problems());
      warnings.addAll(contents.warnings());
      documents.add(document);
      contents.items().forEach(item -> add(document, item));
    } catch (KamclException e) {
      if (only) {
        throw e;
      }
      problems.add(e.problem(document));
    }
  }

  private boolean isImage(Path file) {
    return loader.formats().stream().anyMatch(format -> format.hasExtensionOf(file));
  }

  private void add(Path document, StacItem item) {
    for (Path asset : item.assets()) {
      // Of two items of a file, the first counts.
      items.putIfAbsent(key(asset), item);
    }
    Optional<Path> best = item.assets().stream().findFirst();
    if (best.isPresent() && Files.isRegularFile(best.get())) {
      files.putIfAbsent(best.get(), document.toAbsolutePath().normalize().getParent());
    } else if (best.isPresent() && missing++ == 0) {
      firstMissing = best.get().toString();
    }
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** The paths of the request that are no STAC documents. */
  List<Path> otherPaths() {
    return List.copyOf(otherPaths);
  }

  /**
   * The files of the request: those that the items name, and those of its other paths.
   *
   * @param lister lists the other paths
   * @param collection name of the collection; empty for the names of the folders
   * @throws KamclException if there are none
   */
  List<SourceFile> files(FileLister lister, Optional<String> collection) {
    List<SourceFile> all = new ArrayList<>();
    if (!otherPaths.isEmpty()) {
      try {
        all.addAll(lister.list(otherPaths, collection));
      } catch (KamclException e) {
        if (files.isEmpty()) {
          throw e;
        }
      }
    }
    Set<Path> listed = new HashSet<>();
    all.forEach(source -> listed.add(key(source.path())));
    files.forEach(
        (file, folder) -> {
          if (listed.add(key(file))) {
            // The folder of the file itself: others in the catalog's folder are not asked for.
            Path own = file.toAbsolutePath().normalize().getParent();
            all.add(
                new SourceFile(
                    file, own, collection.orElseGet(() -> FileLister.folderName(folder))));
          }
        });
    if (all.isEmpty()) {
      throw documents.isEmpty()
          ? new KamclException(IndexError.NO_FOLDER)
          : new KamclException(StacError.NO_FILES, documents.get(0));
    }
    return List.copyOf(all);
  }

  /** The item that names a file. */
  Optional<StacItem> item(Path file) {
    return Optional.ofNullable(items.get(key(file)));
  }

  /** Documents that could not be used. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** What is missing, and what was left out of documents. */
  List<Problem> warnings() {
    List<Problem> all = new ArrayList<>(warnings);
    if (missing > 0) {
      all.add(Problem.of(StacError.FILES_MISSING, missing, firstMissing));
    }
    return all;
  }

  /** Whether an item has keywords. */
  boolean hasTags() {
    return items.values().stream().anyMatch(item -> !item.tags().isEmpty());
  }

  /** The images of each keyword of the items. */
  Map<String, List<Long>> tagged(List<ImageRecord> images) {
    Map<String, List<Long>> tagged = new LinkedHashMap<>();
    for (ImageRecord image : images) {
      for (String keyword : item(image.file()).map(StacItem::tags).orElse(List.of())) {
        String tag = GivenNames.from(keyword);
        tagged.computeIfAbsent(tag, name -> new ArrayList<>()).add(image.id());
      }
    }
    return tagged;
  }
}
