package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.Footprint;

/** Makes entries for catalogues. */
final class CatalogFixtures {
  static final ModelId MODEL = new ModelId("abc", "small");

  private CatalogFixtures() {}

  /** A plain file, its content named after it. */
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
      FileEntry file, Optional<Footprint> footprint, Optional<LocalDate> date, double metres) {
    ImageEntry image =
        new ImageEntry(
            Optional.empty(),
            200,
            100,
            footprint,
            metres > 0 ? OptionalDouble.of(metres) : OptionalDouble.empty(),
            date,
            "",
            List.of());
    return new EmbeddedImage(file, image, new float[] {1, 0, 0}, new byte[] {1, 2});
  }

  static EmbeddedImage plain(FileEntry file) {
    return image(file, Optional.empty(), Optional.empty(), 0);
  }

  /** Stores plain files; their ids. */
  static List<Long> save(Catalog catalog, FileEntry... files) {
    catalog.save(MODEL, List.of(files).stream().map(CatalogFixtures::plain).toList());
    return catalog.images().stream()
        .filter(i -> List.of(files).stream().anyMatch(f -> f.path().equals(i.file())))
        .map(i -> i.id())
        .toList();
  }
}
