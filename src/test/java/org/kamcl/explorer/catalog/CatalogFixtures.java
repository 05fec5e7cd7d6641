package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.Footprint;

/** Creates catalog entries. */
final class CatalogFixtures {
  static final ModelId MODEL = new ModelId("abc", "small");

  private CatalogFixtures() {}

  /** A file whose content hash is derived from its name. */
  static FileEntry file(String collection, String name, String... captions) {
    return new FileEntry(
        collection,
        Path.of("/archive/" + name),
        1234,
        99,
        "content of " + name,
        "whole",
        1,
        Optional.empty(),
        List.of(captions).stream().map(c -> new Caption(c, "test")).toList(),
        Optional.empty());
  }

  static EmbeddedImage image(
      FileEntry file, Optional<Footprint> footprint, Optional<LocalDate> date, double gsd) {
    ImageEntry image =
        new ImageEntry(
            Optional.empty(),
            200,
            100,
            footprint,
            gsd > 0 ? OptionalDouble.of(gsd) : OptionalDouble.empty(),
            date,
            "",
            List.of());
    return new EmbeddedImage(file, image, new float[] {1, 0, 0}, new byte[] {1, 2});
  }

  static EmbeddedImage plain(FileEntry file) {
    return image(file, Optional.empty(), Optional.empty(), 0);
  }

  /** Stores files with default images and returns the image ids. */
  static List<Long> save(Catalog catalog, FileEntry... files) {
    catalog.save(MODEL, List.of(files).stream().map(CatalogFixtures::plain).toList());
    return catalog.images().stream()
        .filter(i -> List.of(files).stream().anyMatch(f -> f.path().equals(i.file())))
        .map(i -> i.id())
        .toList();
  }
}
