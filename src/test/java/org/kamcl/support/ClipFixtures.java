package org.kamcl.support;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The golden numbers of CLIP's towers, tokenizer and preprocessing, from {@code clip} below {@code
 * -Dkamcl.parity=DIR}, else below {@code ../shared/parity}.
 */
public final class ClipFixtures {
  private final Path folder;
  private final JsonObject manifest;

  private ClipFixtures(Path folder) {
    this.folder = folder;
    this.manifest = json("manifest.json").getAsJsonObject();
  }

  /** The fixtures, or empty if they are not here. */
  public static Optional<ClipFixtures> open() {
    Path folder = Path.of(System.getProperty("kamcl.parity", "../shared/parity"), "clip");
    if (!Files.isRegularFile(folder.resolve("manifest.json"))) {
      ParityLedger.skipped("clip");
      return Optional.empty();
    }
    return Optional.of(new ClipFixtures(folder));
  }

  /** The manifest. */
  public JsonObject manifest() {
    return manifest;
  }

  /** The rule that generates weights and images, with the hash value the manifest starts from. */
  public ValueRule rule() {
    String basis = manifest.getAsJsonObject("rule_self_test").get("").getAsString();
    return ValueRule.startingAt(Long.parseUnsignedLong(basis));
  }

  /** A JSON file of the fixtures. */
  public JsonElement json(String name) {
    try {
      return JsonParser.parseString(Files.readString(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The arrays of an archive of the fixtures. */
  public Map<String, Npz.Array> archive(String name) {
    try {
      return Npz.read(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
