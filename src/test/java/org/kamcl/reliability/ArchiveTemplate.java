package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;

/**
 * The catalog of an archive of some thousand images: indexed images of the inputs and generated
 * rows, so many that the vectors are cached in a file.
 */
final class ArchiveTemplate {
  private static final int GENERATED = 4_200;
  private static final int DIMENSION = 512;

  private ArchiveTemplate() {}

  /** The catalog, created on first use. */
  static Path create(SoakInputs inputs) throws IOException, InterruptedException {
    Path folder = inputs.folder().resolve("archive");
    Path file = folder.resolve("workspace").resolve(Catalog.FILE_NAME);
    if (Files.exists(folder.resolve("complete"))) {
      return file;
    }
    Place place = new Place(folder);
    try (ProgramProcess process = IndexKills.start(inputs, place)) {
      if (!process.endsWithin(180_000) || process.exitCode() != 0) {
        throw new IllegalStateException("The images were not indexed: " + process.err());
      }
    }
    addRows(file, inputs.images());
    Files.createFile(folder.resolve("complete"));
    return file;
  }

  /** Adds generated rows for the model that indexed last. */
  static void addRows(Path file, Path images) {
    try (Catalog catalog = Catalog.open(file)) {
      ModelId model = catalog.models().last().orElseThrow();
      int[] concepts = new int[1];
      catalog.embeddings(model, row -> concepts[0] = row.concepts().length);
      catalog.save(model, generated(images, concepts[0]));
    }
  }

  private static List<EmbeddedImage> generated(Path images, int concepts) {
    SplittableRandom random = new SplittableRandom(3);
    List<EmbeddedImage> rows = new ArrayList<>();
    for (int i = 0; i < GENERATED; i++) {
      float[] vector = new float[DIMENSION];
      double squares = 0;
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] = (float) random.nextDouble(-1, 1);
        squares += vector[d] * vector[d];
      }
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] /= (float) Math.sqrt(squares);
      }
      byte[] strengths = new byte[concepts];
      random.nextBytes(strengths);
      rows.add(
          new EmbeddedImage(
              new FileEntry(
                  "Generated",
                  images.resolve("generated").resolve("g" + i + ".jpg"),
                  1_000 + i,
                  1_700_000_000_000L,
                  Long.toHexString(random.nextLong()).repeat(4),
                  "whole",
                  1,
                  Optional.empty(),
                  List.of(),
                  Optional.empty()),
              new ImageEntry(
                  Optional.empty(),
                  100,
                  100,
                  Optional.empty(),
                  OptionalDouble.empty(),
                  Optional.empty(),
                  "",
                  List.of()),
              vector,
              strengths));
    }
    return rows;
  }

  /** Copies the catalog into a place. */
  static void copyTo(SoakInputs inputs, Place place) throws IOException, InterruptedException {
    Files.copy(create(inputs), place.workspace().resolve(Catalog.FILE_NAME));
  }
}
