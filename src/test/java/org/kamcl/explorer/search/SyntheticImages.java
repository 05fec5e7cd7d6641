package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/** Images that exist only in the catalog, with embeddings close to those of words. */
final class SyntheticImages {
  private final KamclModel model;
  private final Path folder;

  /**
   * Creates images.
   *
   * @param folder the folder in their paths
   */
  SyntheticImages(KamclModel model, Path folder) {
    this.model = model;
    this.folder = folder;
  }

  float[] noise(Random random) {
    float[] vector = new float[model.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return new Embedding(vector, new float[0]).unitVector();
  }

  float[] near(Random random, float[]... words) {
    float[] vector = noise(random);
    for (float[] word : words) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] += word[i];
      }
    }
    return new Embedding(vector, new float[0]).unitVector();
  }

  EmbeddedImage image(String kind, int i, float[] vector, Random random) {
    Optional<Footprint> footprint =
        i % 2 == 0
            ? Optional.empty()
            : Optional.of(
                new Footprint(
                    List.of(new GeoPoint(360 * random.nextDouble() - 180, i % 120 - 60.0))));
    Optional<LocalDate> date =
        i % 3 == 0 ? Optional.empty() : Optional.of(LocalDate.of(2020, 1, 1).plusDays(i % 900));
    List<Caption> captions =
        kind.equals("other")
            ? List.of()
            : List.of(new Caption("many " + kind + " near trees " + i % 4, "test"));
    FileEntry file =
        new FileEntry(
            kind,
            folder.resolve(kind + i + ".jpg"),
            1,
            1,
            kind + i,
            "whole",
            1,
            Optional.empty(),
            captions,
            Optional.empty());
    byte[] concepts = new byte[model.conceptNames().size()];
    concepts[kind.equals("lake") ? model.conceptNames().indexOf("lake") : 3] = (byte) 200;
    ImageEntry image =
        new ImageEntry(
            Optional.empty(),
            100,
            100,
            footprint,
            OptionalDouble.of(1 + i % 5),
            date,
            "",
            List.of());
    return new EmbeddedImage(file, image, vector, concepts);
  }
}
