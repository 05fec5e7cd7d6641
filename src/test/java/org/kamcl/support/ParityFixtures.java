package org.kamcl.support;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the parity fixtures from {@code -Dkamcl.parity=DIR}, else {@code ../shared/parity}, else
 * the numeric fixtures among the test resources.
 */
public final class ParityFixtures {
  private final Path folder;
  private final JsonObject manifest;
  private final ValueRule rule;
  private final Map<String, Map<String, Npz.Array>> archives = new LinkedHashMap<>();

  private ParityFixtures(Path folder) {
    this.folder = folder;
    this.manifest = json("manifest.json");
    this.rule = ValueRule.of(manifest);
  }

  /** Opens the fixtures. */
  public static ParityFixtures open() {
    return new ParityFixtures(folder());
  }

  static Path folder() {
    String named = System.getProperty("kamcl.parity");
    if (named != null) {
      return Path.of(named);
    }
    Path shared = Path.of("../shared/parity");
    return Files.isDirectory(shared) ? shared : Path.of("src/test/resources/parity");
  }

  /** A file of the fixtures, which may be missing. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** A JSON object of the fixtures. */
  public JsonObject json(String name) {
    try {
      return JsonParser.parseString(Files.readString(folder.resolve(name))).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The manifest. */
  public JsonObject manifest() {
    return manifest;
  }

  /** The rule that generates weights and inputs. */
  public ValueRule rule() {
    return rule;
  }

  /** All arrays of one archive. */
  public Map<String, Npz.Array> archive(String name) {
    return archives.computeIfAbsent(
        name,
        n -> {
          try {
            return Npz.read(folder.resolve(n));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** An array of an entry of the manifest. */
  public Npz.Array entry(String name) {
    JsonObject entry = manifest.getAsJsonObject("entries").getAsJsonObject(name);
    return archive(entry.get("file").getAsString()).get(name);
  }

  /** The float64 run of an entry where there is one, else the entry. */
  public Npz.Array truth(String name) {
    JsonObject entry = manifest.getAsJsonObject("entries").getAsJsonObject(name);
    Npz.Array exact = archive(entry.get("file").getAsString()).get(name + "@f64");
    return exact != null ? exact : entry(name);
  }

  /** The largest magnitude of an entry according to the manifest. */
  public double maxAbs(String name) {
    return manifest.getAsJsonObject("entries").getAsJsonObject(name).get("max_abs").getAsDouble();
  }
}
