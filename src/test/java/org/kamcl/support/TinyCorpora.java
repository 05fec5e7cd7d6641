package org.kamcl.support;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kamcl.engine.image.ImageBytes;

/**
 * Small corpora of striped images in the layouts of published ones: five captions per image, some
 * categories, and the splits train, val and test.
 */
public final class TinyCorpora {
  /** Categories of all corpora. */
  public static final List<String> CATEGORIES = List.of("airport", "beach", "storagetanks");

  private static final List<String> THINGS = List.of("boats", "pier", "lake", "trees", "road");
  private static final int CAPTIONS = 5;

  private TinyCorpora() {}

  /** RSICD and RSITMD: {@code images/airport_1.jpg}, the category only in the name. */
  public static Path rsitmd(Path folder, int perCategory) {
    JsonArray images = new JsonArray();
    for (int c = 0; c < CATEGORIES.size(); c++) {
      for (int i = 0; i < perCategory; i++) {
        String name = CATEGORIES.get(c) + "_" + (i + 1) + ".jpg";
        writeImage(folder.resolve("images").resolve(name), c * perCategory + i);
        JsonObject image = new JsonObject();
        image.addProperty("filename", name);
        image.addProperty("imgid", c * perCategory + i);
        image.add("sentences", sentences(c, i));
        image.addProperty("split", split(i));
        images.add(image);
      }
    }
    return writeDocument(folder, "dataset_RSITMD.json", "rsitmd", images);
  }

  /** UCM-Captions as by UC Merced: {@code images/airport/airport00.jpg}, names without folder. */
  public static Path ucm(Path folder, int perCategory) {
    JsonArray images = new JsonArray();
    for (int c = 0; c < CATEGORIES.size(); c++) {
      for (int i = 0; i < perCategory; i++) {
        String name = String.format("%s%02d.jpg", CATEGORIES.get(c), i);
        writeImage(folder.resolve("imgs").resolve(name), c * perCategory + i);
        JsonObject image = new JsonObject();
        image.addProperty("filename", name);
        image.add("sentences", sentences(c, i));
        image.addProperty("split", split(i));
        images.add(image);
      }
    }
    return writeDocument(folder, "dataset_ucm.json", "ucm", images);
  }

  /** NWPU-Captions: an array for each category, and a folder of images for each. */
  public static Path nwpu(Path folder, int perCategory) {
    JsonObject document = new JsonObject();
    for (int c = 0; c < CATEGORIES.size(); c++) {
      JsonArray images = new JsonArray();
      for (int i = 0; i < perCategory; i++) {
        String name = String.format("%s_%03d.jpg", CATEGORIES.get(c), i + 1);
        writeImage(
            folder.resolve("NWPU_images").resolve(CATEGORIES.get(c)).resolve(name),
            c * perCategory + i);
        JsonObject image = new JsonObject();
        image.addProperty("filename", name);
        image.addProperty("imgid", i);
        image.addProperty("split", split(i));
        image.addProperty("raw", caption(c, i, 0));
        for (int k = 1; k < CAPTIONS; k++) {
          image.addProperty("raw_" + k, caption(c, i, k));
        }
        images.add(image);
      }
      document.add(CATEGORIES.get(c), images);
    }
    write(folder.resolve("dataset_nwpu.json"), document.toString());
    return folder;
  }

  private static Path writeDocument(Path folder, String file, String name, JsonArray images) {
    JsonObject document = new JsonObject();
    document.addProperty("dataset", name);
    document.add("images", images);
    write(folder.resolve(file), document.toString());
    return folder;
  }

  /** Of four images of a category, two are for training, one is for validation, one for tests. */
  private static String split(int image) {
    return List.of("test", "train", "val", "train").get(image % 4);
  }

  private static JsonArray sentences(int category, int image) {
    JsonArray sentences = new JsonArray();
    for (int k = 0; k < CAPTIONS; k++) {
      JsonObject sentence = new JsonObject();
      sentence.addProperty("raw", caption(category, image, k));
      sentences.add(sentence);
    }
    return sentences;
  }

  private static String caption(int category, int image, int number) {
    return List.of("many ", "a green ", "a ", "two ", "large ").get(number)
        + THINGS.get((category + image) % THINGS.size())
        + " near "
        + THINGS.get((category + image / 2 + number) % THINGS.size());
  }

  private static void writeImage(Path file, int number) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, ImageBytes.jpeg(TestModels.image(number, 66 + number % 3, 64)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
