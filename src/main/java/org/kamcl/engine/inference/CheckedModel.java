package org.kamcl.engine.inference;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.error.Problem;

/**
 * A model whose files are those it was made with.
 *
 * @param model name, folder and card
 * @param hashes SHA-256 by file name, of the files that were checked
 * @param warning what to tell the user about how they were checked, if anything
 */
public record CheckedModel(
    StoredModel model, SortedMap<String, String> hashes, Optional<Problem> warning) {
  private static final String VERSION = "kamcl embedding 1";

  /** SHA-256 of the weights, which identified a model in catalogs of version 0.1. */
  public String weightsSha256() {
    return hashes.getOrDefault(ModelFiles.WEIGHTS, "");
  }

  /**
   * Identifies the embeddings the model computes: a SHA-256 over the files that influence them.
   * These are the weights, the vocabulary, the network's configuration, and the concepts, which
   * decide how many strengths are stored with a vector and which words of a query form the concept
   * token. Calibrations influence scores only.
   */
  public String contentHash() {
    NetworkConfig network = model.requireCard().network();
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    settings(network)
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    text.append(hashes.getOrDefault(ModelFiles.WEIGHTS, "")).append('\n');
    for (String file : ModelFiles.wordFiles(network)) {
      text.append(hashes.getOrDefault(file, "")).append('\n');
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  /**
   * The settings of a network by name. Settings that are 0 or false are left out, so that the hash
   * stays the same when a later version adds a setting whose default is 0 or false.
   */
  private static Map<String, String> settings(NetworkConfig network) {
    JsonObject json = new Gson().toJsonTree(network).getAsJsonObject();
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonElement> setting : json.entrySet()) {
      JsonElement stated = setting.getValue();
      String value = stated.isJsonPrimitive() ? stated.getAsString() : stated.toString();
      if (!value.equals("0") && !value.equals("false")) {
        settings.put(setting.getKey(), value);
      }
    }
    return settings;
  }
}
