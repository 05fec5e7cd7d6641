package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ImageRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All images of a catalog in memory, read again when they changed, and which of them are damaged.
 * Thread-safe.
 */
final class ImageEntries {
  private static final Logger LOG = LoggerFactory.getLogger(ImageEntries.class);

  private final Database database;

  /** The images that were read last. */
  private volatile @Nullable Entries last;

  /** The damaged images that are noted in the catalog. */
  private volatile Set<Long> noted = Set.of();

  private volatile List<LostImages> notedLost = List.of();

  private volatile @Nullable Boxes boxes;

  ImageEntries(Database database) {
    this.database = database;
  }

  private record Entries(
      long version,
      ImagesById images,
      List<ImageReader.DamagedImage> damaged,
      Set<Long> damagedIds,
      List<LostImages> lost,
      List<ChangedTable> changed) {}

  private Entries current() {
    Entries current =
        database.read(
            open -> {
              long version = new Revisions(open).images();
              Entries known = last;
              if (known == null || known.version != version) {
                // The window and the search share the records instead of reading them twice.
                ImageReader.Content content = new ImageReader(open).read();
                known =
                    new Entries(
                        version,
                        new ImagesById(Collections.unmodifiableList(content.images())),
                        List.copyOf(content.damaged()),
                        content.damaged().stream()
                            .map(ImageReader.DamagedImage::id)
                            .collect(Collectors.toUnmodifiableSet()),
                        content.lost(),
                        ChangedTable.all(open));
                last = known;
              }
              return known;
            });
    note(current);
    return current;
  }

  private void note(Entries entries) {
    if (entries.damagedIds.equals(noted) && entries.lost.equals(notedLost)) {
      return;
    }
    noted = entries.damagedIds;
    notedLost = entries.lost;
    try {
      database.change(
          open -> {
            ProblemTable problems = new ProblemTable(open);
            for (DamagedFile damaged : files(entries.damaged)) {
              problems.save(damaged.fileProblem());
            }
            for (LostImages lost : entries.lost) {
              problems.save(lost.fileProblem());
            }
          });
    } catch (KamclException e) {
      // A read-only archive can be searched all the same.
      LOG.warn(
          "The entries of {} images are damaged, which was not noted: {}",
          entries.damaged.size(),
          e.getMessage());
    }
  }

  private static List<DamagedFile> files(List<ImageReader.DamagedImage> images) {
    Map<Path, DamagedFile> files = new TreeMap<>();
    for (ImageReader.DamagedImage image : images) {
      files.merge(
          image.file(),
          new DamagedFile(image.file(), image.collection(), 1, CatalogError.ENTRY_DAMAGED),
          DamagedFile::plus);
    }
    return new ArrayList<>(files.values());
  }

  /** The intact images in the order they were added. */
  List<ImageRecord> images() {
    return current().images.all();
  }

  /** The intact images by id. */
  ImagesById byId() {
    return current().images;
  }

  /** Ids of the damaged images. */
  Set<Long> damagedIds() {
    return current().damagedIds;
  }

  /** Ids of the files with damaged images. */
  Set<Long> damagedFiles() {
    Set<Long> files = new HashSet<>();
    current().damaged.forEach(image -> files.add(image.fileId()));
    return files;
  }

  private record Boxes(long version, FootprintBoxes boxes) {}

  /** The boxes around the images' footprints. */
  FootprintBoxes boxes() {
    Entries entries = current();
    Boxes known = boxes;
    if (known == null || known.version != entries.version) {
      known = new Boxes(entries.version, new FootprintBoxes(entries.images.all()));
      boxes = known;
    }
    return known.boxes;
  }

  /** The images that are gone, by file. */
  List<LostImages> lost() {
    return current().lost;
  }

  /** The tables that are not as they were written. */
  List<ChangedTable> changedTables() {
    return current().changed;
  }

  /** The files with damaged images, by path. */
  List<DamagedFile> listDamaged() {
    return files(current().damaged);
  }

  /** The ids of a list that are of intact images. */
  long[] intact(long[] ids) {
    Set<Long> damaged = damagedIds();
    return damaged.isEmpty()
        ? ids
        : Arrays.stream(ids).filter(id -> !damaged.contains(id)).toArray();
  }
}
