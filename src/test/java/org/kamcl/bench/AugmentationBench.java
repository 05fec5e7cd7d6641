package org.kamcl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.kamcl.engine.image.Augmentation;
import org.kamcl.engine.image.ColorJitter;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.ResolutionJitter;
import org.kamcl.engine.image.RgbImage;

/**
 * Measures the time per training image on one thread: decoding, the augmentations of {@code
 * default}, and all augmentations together. Arguments: a folder of JPEG files and the image size
 * (default 160).
 */
public final class AugmentationBench {
  private static final int IMAGES = 200;

  private AugmentationBench() {}

  /** Prints the results as JSON lines. */
  public static void main(String[] args) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.filter(f -> f.toString().endsWith(".jpg")).sorted().limit(IMAGES).toList();
    }
    int size = args.length > 1 ? Integer.parseInt(args[1]) : 160;
    Augmentation plain =
        new Augmentation(
            false,
            true,
            new Augmentation.Crop(0.8, 0),
            new ColorJitter(0.2, 0.2, 0.1, 0, 0),
            new ResolutionJitter(0, 0.4, 0),
            0);
    Augmentation strong =
        new Augmentation(
            false,
            true,
            new Augmentation.Crop(0.6, 0.3),
            new ColorJitter(0.3, 0.3, 0.1, 0.4, 15),
            new ResolutionJitter(0.3, 0.4, 0.2),
            0.3);
    Augmentation every =
        new Augmentation(
            false,
            true,
            new Augmentation.Crop(0.8, 0.3),
            new ColorJitter(0.3, 0.3, 0, 0.4, 15),
            new ResolutionJitter(0, 0.4, 1),
            1);
    double[] seconds =
        Bench.medians(
            7,
            new Bench.Work("decode", () -> files.forEach(ImageDecoder::decode)),
            new Bench.Work("default", () -> prepare(files, plain, size)),
            new Bench.Work("strong", () -> prepare(files, strong, size)),
            new Bench.Work("every", () -> prepare(files, every, size)));
    String[] names = {"decode", "default", "strong", "everyChangeOnEveryImage"};
    for (int i = 0; i < names.length; i++) {
      Bench.print("augmentation/" + names[i], 1000 * seconds[i] / files.size(), "ms/image");
    }
  }

  private static void prepare(List<Path> files, Augmentation augmentation, int size) {
    ImageBatch batch = new ImageBatch(1, size, Normalization.IMAGENET);
    SplittableRandom random = new SplittableRandom(1);
    for (Path file : files) {
      RgbImage image = ImageDecoder.decode(file);
      batch.put(0, augmentation.apply(image, size, random));
    }
  }
}
