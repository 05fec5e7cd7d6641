package org.kamcl.engine.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.kamcl.support.Npz;
import org.kamcl.support.ParityLedger;

/** Compares decoding, resizing and normalization with the published preprocessing. */
@Tag("parity")
class PreprocessingParityTest {
  private static final double DECODE_LEVELS = 3;
  private static final double RESIZE_LEVELS = 1;
  private static final double LARGEST_GAIN = 1 / (255 * 0.224);
  private static final Pattern CROP = Pattern.compile("\\[(\\d+):(\\d+),(\\d+):(\\d+)");

  @TestFactory
  List<DynamicTest> decodingResizingAndNormalizationMatchThePublishedCode() throws IOException {
    Path parity = Path.of(System.getProperty("kamcl.parity", "../shared/parity"));
    Path rsicd = Path.of(System.getProperty("kamcl.rsicd", "../shared/data/rsicd"));
    if (!Files.isRegularFile(parity.resolve("preproc.npz"))) {
      ParityLedger.skipped("preproc.npz");
    }
    Assumptions.assumeTrue(
        Files.isRegularFile(parity.resolve("preproc.npz")), "The fixture is not here: " + parity);
    Map<String, Npz.Array> arrays = Npz.read(parity.resolve("preproc.npz"));
    JsonObject about =
        JsonParser.parseString(Files.readString(parity.resolve("preproc.json"))).getAsJsonObject();
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : about.keySet()) {
      JsonObject image = about.getAsJsonObject(name);
      String file = Path.of(image.get("file").getAsString()).getFileName().toString();
      Path path = rsicd.resolve("images").resolve(file);
      tests.add(DynamicTest.dynamicTest(name, () -> check(name, image, path, arrays)));
    }
    return tests;
  }

  private static void check(String name, JsonObject about, Path path, Map<String, Npz.Array> arrays)
      throws Exception {
    boolean same =
        Files.isRegularFile(path) && sha256(path).equals(about.get("jpeg_sha256").getAsString());
    if (!same) {
      ParityLedger.skipped(name);
    }
    Assumptions.assumeTrue(same, "The image is not here: " + path);
    RgbImage decoded = ImageDecoder.decode(path);
    Npz.Array full = arrays.get(name + "/decoded_full");
    compareLevels(name + "/decoded_full", decoded.rgb(), full.values(), DECODE_LEVELS);
    compareCrop(name + "/decoded_crop", about, "decoded_crop", decoded, arrays, DECODE_LEVELS);
    boolean whole = full.values().length == decoded.rgb().length;
    RgbImage source = whole ? stored(full) : decoded;
    double levels = whole ? RESIZE_LEVELS : RESIZE_LEVELS + DECODE_LEVELS;
    RgbImage resized = ImageResizer.bilinear(source, 256, 256);
    compareCrop(name + "/resized_crop", about, "resized_crop", resized, arrays, levels);
    normalized(name, source, arrays, levels);
  }

  private static RgbImage stored(Npz.Array full) {
    byte[] rgb = new byte[full.values().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) full.values()[i];
    }
    return new RgbImage((int) full.shape()[1], (int) full.shape()[0], rgb);
  }

  private static void normalized(
      String name, RgbImage source, Map<String, Npz.Array> arrays, double levels) {
    ImageBatch batch = new ImageBatch(1, 256, Normalization.IMAGENET);
    batch.put(0, source);
    FloatBuffer values = batch.values();
    int[] indices = arrays.get(name + "/norm/idx").ints();
    double[] wanted = arrays.get(name + "/norm/val").values();
    double worst = 0;
    for (int i = 0; i < indices.length; i++) {
      worst = Math.max(worst, Math.abs(values.get(indices[i]) - wanted[i]));
    }
    double allowed = levels * LARGEST_GAIN;
    ParityLedger.record(name + "/norm/val", worst, allowed);
    double sum = 0;
    double squares = 0;
    double largest = 0;
    int n = values.remaining();
    for (int i = 0; i < n; i++) {
      sum += values.get(i);
      squares += (double) values.get(i) * values.get(i);
      largest = Math.max(largest, Math.abs(values.get(i)));
    }
    double mean = sum / n;
    double[] stats = {mean, Math.sqrt(squares / n - mean * mean), largest};
    double[] truth = arrays.get(name + "/norm/stats").values();
    double off = 0;
    for (int i = 0; i < stats.length; i++) {
      off = Math.max(off, Math.abs(stats[i] - truth[i]));
    }
    ParityLedger.record(name + "/norm/stats", off, allowed);
    assertTrue(worst <= allowed, name + "/norm/val differs by " + worst);
    assertTrue(off <= allowed, name + "/norm/stats differ by " + off);
  }

  private static void compareCrop(
      String entry,
      JsonObject about,
      String place,
      RgbImage image,
      Map<String, Npz.Array> arrays,
      double allowed) {
    Matcher crop = CROP.matcher(about.get(place).getAsString());
    assertTrue(crop.find(), "the place of " + entry);
    int top = Integer.parseInt(crop.group(1));
    int bottom = Integer.parseInt(crop.group(2));
    int left = Integer.parseInt(crop.group(3));
    int right = Integer.parseInt(crop.group(4));
    byte[] cut = new byte[3 * (bottom - top) * (right - left)];
    int row = 3 * (right - left);
    for (int y = top; y < bottom; y++) {
      System.arraycopy(image.rgb(), 3 * (y * image.width() + left), cut, (y - top) * row, row);
    }
    compareLevels(entry, cut, arrays.get(entry).values(), allowed);
  }

  private static void compareLevels(String entry, byte[] ours, double[] wanted, double allowed) {
    double worst = 0;
    for (int i = 0; i < wanted.length; i++) {
      worst = Math.max(worst, Math.abs((ours[i] & 0xff) - wanted[i]));
    }
    ParityLedger.record(entry, worst, allowed);
    assertTrue(worst <= allowed, entry + " differs by " + worst + " levels");
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
