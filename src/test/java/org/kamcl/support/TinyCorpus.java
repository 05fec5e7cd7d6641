package org.kamcl.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kamcl.engine.image.ImageBytes;

/** Writes a corpus of striped images with captions in the CSV layout. */
public final class TinyCorpus {
  private static final List<String> THINGS =
      List.of("boats", "pier", "lake", "trees", "stadium", "road");

  private TinyCorpus() {}

  /**
   * Writes a corpus.
   *
   * @param training number of images in the split train
   * @param validation number of images in the split val
   */
  public static Path write(Path folder, int training, int validation) {
    StringBuilder csv = new StringBuilder("filename,caption,split\n");
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < training + validation; i++) {
        String name = String.format("p%03d.jpg", i);
        Files.write(
            folder.resolve(name), ImageBytes.jpeg(TestModels.image(i, 70 + i % 3, 64 + i % 5)));
        String split = i < training ? "train" : "val";
        for (int k = 0; k < 2; k++) {
          csv.append(name).append(",\"").append(caption(i, k)).append("\",").append(split);
          csv.append('\n');
        }
      }
      Files.writeString(folder.resolve("captions.csv"), csv, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static String caption(int image, int number) {
    String first = THINGS.get(image % THINGS.size());
    String second = THINGS.get(image / THINGS.size() % THINGS.size());
    return (number == 0 ? "many " : "a green ") + first + " near " + second;
  }
}
