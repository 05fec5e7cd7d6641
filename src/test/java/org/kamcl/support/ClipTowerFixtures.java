package org.kamcl.support;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Weights, inputs and outputs of CLIP's towers, in the folder {@code clip} of the parity fixtures.
 * Names are those of OpenCLIP's checkpoints.
 */
public final class ClipTowerFixtures {
  private static final double LOGIT_SCALE = Math.log(100);

  private final Path folder;
  private final JsonObject manifest;
  private final ValueRule rule;
  private final Map<String, Npz.Array> arrays;

  private ClipTowerFixtures(Path folder) {
    this.folder = folder;
    this.manifest = read("manifest.json").getAsJsonObject();
    String basis = manifest.getAsJsonObject("rule_self_test").get("").getAsString();
    this.rule = ValueRule.startingAt(Long.parseUnsignedLong(basis));
    this.arrays = archive("clip.npz");
  }

  /** Opens the fixtures. */
  public static ClipTowerFixtures open() {
    return new ClipTowerFixtures(ParityFixtures.folder().resolve("clip"));
  }

  /** A JSON file of the fixtures. */
  public JsonElement json(String name) {
    return read(name);
  }

  /** The arrays of an archive of the fixtures. */
  public Map<String, Npz.Array> archive(String name) {
    try {
      return Npz.read(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonElement read(String name) {
    try {
      return JsonParser.parseString(Files.readString(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rule that generates weights and inputs. */
  public ValueRule rule() {
    return rule;
  }

  /** The hashes of the manifest by name, as unsigned decimal numbers. */
  public JsonObject selfTest() {
    return manifest.getAsJsonObject("rule_self_test");
  }

  private JsonObject named(String name) {
    return manifest.getAsJsonObject("cases").getAsJsonObject(name);
  }

  /** The configuration of a case, as OpenCLIP writes it. */
  public JsonObject config(String name) {
    return named(name).getAsJsonObject("config");
  }

  /** The parameters of a case by name with their shapes; a number for a case of full size. */
  public JsonElement parameters(String name) {
    return named(name).get("parameters");
  }

  /** An array by its name in the archive. */
  public Npz.Array array(String name) {
    return arrays.get(name);
  }

  /** The allowed difference from the float64 run of an entry. */
  public double allowed(String name, String entry) {
    JsonObject figures = named(name).getAsJsonObject("entries").getAsJsonObject(entry);
    return 4 * figures.get("f32_noise_abs").getAsDouble()
        + 1e-5 * figures.get("max_abs").getAsDouble();
  }

  /** The texts of the towers' cases. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    manifest.getAsJsonArray("texts").forEach(text -> texts.add(text.getAsString()));
    return texts;
  }

  /**
   * The value of a parameter.
   *
   * @param name of the case
   * @param parameter name in the checkpoint
   * @return row-major
   */
  public float[] parameter(String name, String parameter, long... shape) {
    String full = name + "/" + parameter;
    int n = 1;
    for (long d : shape) {
      n *= (int) d;
    }
    if (parameter.equals("logit_scale")) {
      return new float[] {(float) LOGIT_SCALE};
    }
    if (parameter.endsWith(".running_var")) {
      return rule.scaled(full, n, 0.5, 1);
    }
    if (parameter.matches("(.*\\.)?(ln_\\w+|bn\\d|downsample\\.1)\\.weight")) {
      return rule.scaled(full, n, 0.2, 0.8);
    }
    if (parameter.endsWith("class_embedding") || parameter.endsWith("positional_embedding")) {
      return rule.scaled(full, n, 0.2, 0);
    }
    if (parameter.equals("token_embedding.weight")) {
      return rule.scaled(full, n, 0.5, 0);
    }
    if (parameter.equals("visual.proj") || parameter.equals("text_projection")) {
      return rule.scaled(full, n, Math.sqrt(3.0 / shape[0]), 0);
    }
    if (shape.length == 1) {
      return rule.scaled(full, n, 0.1, 0);
    }
    double gain = shape.length == 4 ? 6 : 3;
    return rule.scaled(full, n, Math.sqrt(gain * shape[0] / n), 0);
  }

  /**
   * The images of a case, [count, 3, side, side].
   *
   * @return row-major
   */
  public float[] images(String name, int count, int side) {
    String full = name + "/image";
    int coarseSide = (side + 15) / 16;
    int midSide = (side + 3) / 4;
    double[] coarse = rule.v(full + ".coarse", count * 3 * coarseSide * coarseSide);
    double[] mid = rule.v(full + ".mid", count * 3 * midSide * midSide);
    double[] fine = rule.v(full + ".fine", count * 3 * side * side);
    float[] images = new float[fine.length];
    int i = 0;
    for (int plane = 0; plane < count * 3; plane++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++, i++) {
          double c = coarse[(plane * coarseSide + y / 16) * coarseSide + x / 16];
          double m = mid[(plane * midSide + y / 4) * midSide + x / 4];
          images[i] = (float) (1.2 * c + 0.5 * m + 0.2 * fine[i]);
        }
      }
    }
    return images;
  }
}
