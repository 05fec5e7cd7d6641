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
 * user decides on.
 *
 * @param requests to index at once
 * @param tables location tables by folder
 */
record IndexSourcesPlan(List<ImportRequest> requests, Map<Path, LocationTables.Found> tables) {
  static IndexSourcesPlan of(List<Path> paths) {
    IndexSourcesPlan choice = new IndexSourcesPlan(new ArrayList<>(), new LinkedHashMap<>());
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Optional<LocationTables.Found> table = LocationTables.findIn(path);
        table.ifPresent(t -> choice.tables.put(path, t));
        if (table.isEmpty()) {
          choice.requests.add(ImportRequest.of(path));
        }
      } else {
        files.add(path);
      }
    }
    if (!files.isEmpty()) {
      choice.requests.add(new ImportRequest(files, Optional.empty()));
    }
    return choice;
  }
}
