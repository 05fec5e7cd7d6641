package org.kamcl.explorer.archive;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;

/**
 * Images that exist in an archive only, with embeddings clustered as those of real images are: a
 * third of each vector is common to all, and the rest is that of one of a few subjects with noise.
 */
public final class SampleImages {
  /** Length of the vectors. */
  public static final int DIMENSION = 48;

  /** The model of the vectors. */
  public static final ModelId MODEL = new ModelId("0a1b2c", "clustered");

  private static final int SUBJECTS = 12;
  private static final double COMMON = 0.6;
  private static final double NOISE = 0.09;

  private final Random random;
  private final double[] common;
  private final double[][] subjects = new double[SUBJECTS][];

  /** Always the same images for a seed. */
  public SampleImages(long seed) {
    random = new Random(seed);
    common = direction();
    for (int i = 0; i < SUBJECTS; i++) {
      subjects[i] = direction();
    }
  }

  private double[] direction() {
    double[] values = random.doubles(DIMENSION, -1, 1).toArray();
    double length = Math.sqrt(dot(values, values));
    for (int i = 0; i < DIMENSION; i++) {
      values[i] /= length;
    }
    return values;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The dot product of two vectors in double precision. */
  public static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** A vector of unit length. */
  public static float[] unit(double[] values) {
    double length = Math.sqrt(dot(values, values));
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / length);
    }
    return unit;
  }

  /** The vector of an image of a subject, another one with each call. */
  public float[] near(int subject) {
    double[] values = new double[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] =
          COMMON * common[i] + subjects[subject % SUBJECTS][i] + NOISE * random.nextGaussian();
    }
    return unit(values);
  }

  /** As many images as asked for, of all subjects, with places, dates and resolutions. */
  public List<EmbeddedImage> varied(int count) {
    List<EmbeddedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Footprint> footprint =
          i % 5 == 0
              ? Optional.empty()
              : Optional.of(
                  box(-180 + 359.9 * random.nextDouble(), -80 + 159 * random.nextDouble()));
      Optional<LocalDate> date =
          i % 7 == 0 ? Optional.empty() : Optional.of(LocalDate.of(2019, 1, 1).plusDays(3L * i));
      OptionalDouble gsd =
          i % 11 == 0 ? OptionalDouble.empty() : OptionalDouble.of(0.25 * (i % 40));
      images.add(
          new EmbeddedImage(
              file("collection " + i % 4, "image" + i + ".tif"),
              image(Optional.empty(), footprint, gsd, date),
              near(i),
              concepts(i)));
    }
    return images;
  }

  /** A footprint of half a degree; it may lie across the antimeridian. */
  public static Footprint box(double west, double south) {
    return Footprint.box(west, south, 0.5, south + 0.5);
  }

  /** A file whose content hash is derived from its name. */
  public static FileEntry file(String collection, String name, String... captions) {
    return file(collection, name, "content of " + name, "whole", 1, captions);
  }

  /** A file with its content and tiling. */
  public static FileEntry file(
      String collection,
      String name,
      String content,
      String tiling,
      int images,
      String... captions) {
    return new FileEntry(
        collection,
        Path.of("/archive").resolve(name),
        1234,
        99,
        content,
        tiling,
        images,
        Optional.empty(),
        List.of(captions).stream().map(c -> new Caption(c, "test")).toList(),
        Optional.empty());
  }

  /** An image of 200 by 100 pixels. */
  public static ImageEntry image(
      Optional<TileBounds> tile,
      Optional<Footprint> footprint,
      OptionalDouble gsd,
      Optional<LocalDate> date) {
    return new ImageEntry(tile, 200, 100, footprint, gsd, date, "EPSG:32614", List.of());
  }

  /** An image of which nothing is known. */
  public static ImageEntry plain() {
    return image(Optional.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty());
  }

  /** An image of which nothing but its vector is known. */
  public EmbeddedImage plain(String collection, String name, int subject) {
    return new EmbeddedImage(file(collection, name), plain(), near(subject), concepts(subject));
  }

  /** Concept strengths of an image. */
  public static byte[] concepts(int i) {
    return new byte[] {(byte) i, (byte) (7 * i), (byte) 255};
  }
}
