package org.kamcl.explorer.ui.collections;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.index.LocationTables;

/**
 * Splits dropped paths into those to index at once and folders with a location table, which the
 * user decides on. A location table that is dropped is imported: with the folder or the images that
 * are dropped with it, or else for the images that it names.
 *
 * @param requests to index at once
 * @param tables location tables by folder
 * @param unusedTables dropped location tables that name no image
 */
record IndexSourcesPlan(
    List<ImportRequest> requests, Map<Path, LocationTables.Found> tables, List<Path> unusedTables) {

  /**
   * @param indexed files of the archive
   */
  static IndexSourcesPlan of(List<Path> paths, List<Path> indexed) {
    IndexSourcesPlan plan =
        new IndexSourcesPlan(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    List<Path> folders = new ArrayList<>(paths.stream().filter(Files::isDirectory).toList());
    List<Path> files = new ArrayList<>(paths.stream().filter(p -> !Files.isDirectory(p)).toList());
    List<Path> tables = files.stream().filter(LocationTables::isLocationTableFile).toList();
    files.removeAll(tables);
    for (Path table : tables) {
      plan.importTable(table, tables.size() == 1, folders, files, indexed);
    }
    for (Path folder : folders) {
      Optional<LocationTables.Found> table = LocationTables.findIn(folder);
      table.ifPresent(t -> plan.tables.put(folder, t));
      if (table.isEmpty()) {
        plan.requests.add(ImportRequest.of(folder));
      }
    }
    if (!files.isEmpty()) {
      plan.requests.add(new ImportRequest(files, Optional.empty()));
    }
    return plan;
  }

  /** Imports a table; removes the folders and images that are indexed with it. */
  private void importTable(
      Path table, boolean only, List<Path> folders, List<Path> files, List<Path> indexed) {
    List<Path> described = new ArrayList<>();
    folders.stream()
        .filter(folder -> table.startsWith(folder) || (only && folders.size() == 1))
        .forEach(described::add);
    if (described.isEmpty() && only) {
      described.addAll(files);
    }
    folders.removeAll(described);
    files.removeAll(described);
    List<Path> named = described.isEmpty() ? LocationTables.namedFiles(table, indexed) : described;
    if (named.isEmpty()) {
      unusedTables.add(table);
    } else {
      requests.add(new ImportRequest(named, Optional.of(table)));
    }
  }
}
