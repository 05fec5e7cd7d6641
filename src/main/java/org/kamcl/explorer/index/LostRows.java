package org.kamcl.explorer.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ChangedTable;
import org.kamcl.explorer.catalog.LostImages;

/** What a catalog had lost before a run, and what of it is still missing afterwards. */
final class LostRows {
  private final Catalog catalog;
  private final int images;
  private final List<ChangedTable> tables;
  private final boolean words;

  private LostRows(Catalog catalog, int images, List<ChangedTable> tables, boolean words) {
    this.catalog = catalog;
    this.images = images;
    this.tables = tables;
    this.words = words;
  }

  /** Finds out what is lost, and makes room for it. */
  static LostRows prepare(Catalog catalog) {
    // First: rows cannot be deleted while a wrong index has other words of them.
    boolean words = catalog.integrity().mendWordIndexes();
    LostRows lost =
        new LostRows(catalog, count(catalog.lostImages()), catalog.changedTables(), words);
    if (lost.isPresent()) {
      catalog.integrity().deleteOrphans();
    }
    return lost;
  }

  private boolean isPresent() {
    return images > 0 || !tables.isEmpty();
  }

  private static int count(List<LostImages> lost) {
    return lost.stream().mapToInt(LostImages::images).sum();
  }

  /**
   * Accepts what cannot be made again.
   *
   * @return what was lost
   */
  List<Problem> finish() {
    List<Problem> said = new ArrayList<>();
    if (words) {
      said.add(Problem.of(IndexError.WORDS_INDEXED_AGAIN));
    }
    if (!isPresent()) {
      return said;
    }
    List<Path> gone =
        catalog.lostImages().stream().map(LostImages::file).filter(Files::notExists).toList();
    catalog.integrity().accept(gone);
    if (images > 0) {
      said.add(Problem.of(IndexError.IMAGES_LOST, images, count(catalog.lostImages())));
    }
    for (ChangedTable table : tables) {
      // Images without an embedding were embedded by the run.
      if (!table.table().equals(ChangedTable.EMBEDDINGS)) {
        said.add(Problem.of(IndexError.ROWS_ACCEPTED, table.table(), table.rows()));
      }
    }
    return said;
  }
}
