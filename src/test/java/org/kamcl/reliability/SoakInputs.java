package org.kamcl.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Small inputs of all cases; they are created on first use and never changed by the program. */
final class SoakInputs {
  /** Images of the archive; three batches of the indexer. */
  static final int IMAGES = 96;

  /** Sample images of the program. */
  static final int SAMPLES = 40;

  private static final int TRAINING = 24;
  private static final int VALIDATION = 4;
  private static final int LARGE = 120;
  static final int IMAGE_SIZE = 32;

  private final Path folder;

  SoakInputs(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** A program folder with a model {@code default} for 32-pixel images and sample images. */
  Path program() {
    Path program = folder.resolve("program");
    Path model = program.resolve("models").resolve("default");
    if (!Files.exists(model)) {
      TestModels.defaultModel(model, IMAGE_SIZE);
      TestModels.writeHashes(model);
      Path tiles = program.resolve("sample-data").resolve("tiles");
      writeImages(tiles, SAMPLES, 90);
      writeLocations(tiles, SAMPLES);
    }
    return program;
  }

  /** Images with locations and captions. */
  Path images() {
    Path images = folder.resolve("images");
    if (!Files.exists(images)) {
      writeImages(images, IMAGES, 60);
      writeLocations(images, IMAGES);
      StringBuilder captions = new StringBuilder("filename,caption\n");
      for (int i = 0; i < IMAGES; i++) {
        captions.append(name(i)).append(",a lake near road ").append(i % 7).append('\n');
      }
      write(images.resolve("captions.csv"), captions.toString());
    }
    return images;
  }

  /** A corpus for training. */
  Path corpus() {
    Path corpus = folder.resolve("corpus");
    return Files.exists(corpus) ? corpus : TinyCorpus.write(corpus, TRAINING, VALIDATION);
  }

  /** A corpus that suffices for calibrations. */
  Path largeCorpus() {
    Path corpus = folder.resolve("large-corpus");
    return Files.exists(corpus) ? corpus : TinyCorpus.write(corpus, LARGE, LARGE);
  }

  /** A checkpoint of the published network. */
  Path checkpoint() {
    Path file = folder.resolve("published.safetensors");
    if (!Files.exists(file)) {
      createFolder();
      TestModels.checkpoint(file, BackboneType.RESNET18);
    }
    return file;
  }

  Path vocabulary() {
    return TestModels.vocabulary(folder.resolve("vocabulary.json"));
  }

  Path concepts() {
    return TestModels.concepts(folder.resolve("concepts.json"));
  }

  private void createFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(int number) {
    return "p%04d.jpg".formatted(number);
  }

  static void writeImages(Path target, int count, int side) {
    try {
      Files.createDirectories(target);
      for (int i = 0; i < count; i++) {
        Files.write(
            target.resolve(name(i)),
            ImageBytes.jpeg(TestModels.image(i, side + i % 90, side - 10 + i / 90)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeLocations(Path target, int count) {
    StringBuilder table = new StringBuilder("filename,lon,lat,date,meters\n");
    for (int i = 0; i < count; i += 2) {
      table.append(name(i)).append(',').append(10 + i * 0.01).append(',').append(45 - i * 0.01);
      table.append(",2020-05-").append(10 + i % 18).append(",300\n");
    }
    write(target.resolve("locations.csv"), table.toString());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
