package org.kamcl.explorer.ui.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.index.PlaceTables;
import org.kamcl.explorer.ui.Addition;

/** What can be added at once, and what has to be asked about. */
record AdditionChoice(List<Addition> plain, Map<Path, PlaceTables.Found> tables) {
  static AdditionChoice of(List<Path> paths) {
    AdditionChoice choice = new AdditionChoice(new ArrayList<>(), new LinkedHashMap<>());
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Optional<PlaceTables.Found> table = PlaceTables.in(path);
        table.ifPresent(t -> choice.tables.put(path, t));
        if (table.isEmpty()) {
          choice.plain.add(Addition.of(path));
        }
      } else {
        files.add(path);
      }
    }
    if (!files.isEmpty()) {
      choice.plain.add(new Addition(files, Optional.empty()));
    }
    return choice;
  }
}
