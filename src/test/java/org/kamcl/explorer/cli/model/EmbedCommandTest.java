package org.kamcl.explorer.cli.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;

/** {@code kamcl embed}. */
class EmbedCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void createModel() {
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
  }

  private static CommandResult embed(String... words) {
    List<String> all = new ArrayList<>(List.of("embed"));
    all.addAll(List.of(words));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  private static Path writeImages(String name) throws IOException {
    Path images = folder.resolve(name);
    Files.createDirectories(images);
    for (int i = 0; i < 11; i++) {
      Files.write(
          images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 60 + i, 50)));
    }
    return images;
  }

  private static float[][] readNpy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals("\u0093NUMPY", StandardCharsets.ISO_8859_1.decode(bytes.slice(0, 6)).toString());
    int header = bytes.getShort(8);
    String text = StandardCharsets.US_ASCII.decode(bytes.slice(10, header)).toString();
    assertTrue(text.contains("'descr': '<f4', 'fortran_order': False"), text);
    assertTrue(text.endsWith("\n") && (10 + header) % 64 == 0);
    String[] shape = text.replaceAll(".*\\((.*)\\).*\n", "$1").split(", ", -1);
    float[][] rows = new float[Integer.parseInt(shape[0])][Integer.parseInt(shape[1])];
    bytes.position(10 + header);
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = bytes.getFloat();
      }
    }
    assertFalse(bytes.hasRemaining());
    return rows;
  }

  private static double norm(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += x * x;
    }
    return Math.sqrt(squares);
  }

  @Test
  void imagesAreEmbeddedInFileNameOrderFollowingLinksAndSkippingBrokenFiles() throws IOException {
    Path images = writeImages("in order");
    Files.writeString(images.resolve("p3.jpg"), "text with the extension of an image");
    Files.writeString(images.resolve("notes.txt"), "not an image");
    Files.createSymbolicLink(
        images.resolve("a-link.jpg"), writeImages("elsewhere").resolve("p5.jpg"));
    Path out = folder.resolve("rows.npy");
    CommandResult result = embed("--images", images.toString(), "--out", out.toString(), "--json");
    assertEquals(0, result.code(), result.err());
    assertEquals(11, result.json().get("rows").getAsInt());
    assertTrue(result.err().contains("p3.jpg"), result.err());
    float[][] rows = readNpy(out);
    List<String> names = Files.readAllLines(folder.resolve("rows.names.txt"));
    assertEquals(
        List.of(
            "a-link.jpg",
            "p0.jpg",
            "p1.jpg",
            "p10.jpg",
            "p2.jpg",
            "p4.jpg",
            "p5.jpg",
            "p6.jpg",
            "p7.jpg",
            "p8.jpg",
            "p9.jpg"),
        names);
    assertEquals(names.size(), rows.length);
    for (float[] row : rows) {
      assertEquals(1, norm(row), 1e-5);
    }
    assertArrayEquals(rows[names.indexOf("p5.jpg")], rows[0], 1e-6f);
  }

  @Test
  void textsAreEmbeddedInLineOrder() throws IOException {
    Path texts = folder.resolve("lines.txt");
    Files.write(texts, List.of("many boats", "a green lake", "", "many boats"));
    Path out = folder.resolve("texts.npy");
    CommandResult result =
        embed("--texts", texts.toString(), "--out", out.toString(), "--raw", "--json");
    assertEquals(0, result.code(), result.err());
    float[][] rows = readNpy(out);
    assertEquals(4, rows.length);
    assertArrayEquals(rows[0], rows[3], 1e-5f);
    assertFalse(Math.abs(norm(rows[0]) - 1) < 1e-3, "raw rows keep their length");
  }
}
