package org.kamcl.engine.training.features;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.network.AdapterSizes;
import org.kamcl.engine.network.FeatureSource;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;

/** Identifies what the features of a network depend on, apart from images and captions. */
final class FeatureKey {
  /** Changes when the computation of features does. */
  private static final String VERSION = "features 1";

  private static final int BYTES = 16;
  private static final Gson GSON = new Gson();

  private FeatureKey() {}

  /**
   * The key of a network: of its tensors below adapters and concept heads, the sizes of its parts,
   * and its vocabulary.
   *
   * @param vocabulary file of the tokenizer; empty if the program contains it
   * @return 32 hexadecimal digits
   */
  static String of(KamclNetwork network, NetworkParameters parameters, Optional<Path> vocabulary) {
    MessageDigest digest = sha256();
    add(digest, VERSION);
    JsonObject config = GSON.toJsonTree(network.config()).getAsJsonObject();
    // These belong to the heads.
    config.remove("conceptCount");
    config.remove("adapter");
    add(digest, config.toString());
    AdapterSizes adapter = network.config().adapter();
    add(digest, (adapter == null ? FeatureSource.TOWER : adapter.source()).name());
    add(digest, vocabulary.map(ModelFiles::sha256).orElse(""));
    for (ParameterSpec spec : network.specs()) {
      if (!KamclNetwork.isHead(spec.name())) {
        add(digest, spec.toString());
        digest.update(parameters.get(spec.name()).toByteBuffer());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static void add(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
