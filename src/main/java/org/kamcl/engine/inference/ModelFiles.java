package org.kamcl.engine.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.TensorDataType;
import org.kamcl.engine.weights.WeightSet;

/** The files of a model's folder, and the way of tensors from a file to the device. */
public final class ModelFiles {
  /** The tensors. */
  public static final String WEIGHTS = "weights.safetensors";

  /** The GRU's words, {@code {word2idx, idx2word, idx}}. */
  public static final String VOCABULARY = "vocabulary.json";

  /** The transformer's pieces, one a line. */
  public static final String WORDPIECE_VOCABULARY = "wordpiece.txt";

  /** The names of the concept heads' outputs. */
  public static final String CONCEPTS = "concepts.json";

  /** What unrelated images and queries score; a model may lack it. */
  public static final String SCORE_CALIBRATION = "background.safetensors";

  /** What concept strengths mean; a model may lack it. */
  public static final String CONCEPT_CALIBRATION = "calibration.json";

  private ModelFiles() {}

  /**
   * Puts the tensors a network asks for on the device, as float32.
   *
   * @param source named in errors
   * @throws EngineException if tensors are missing or of another shape
   */
  public static NetworkParameters load(
      WeightSet weights, Collection<ParameterSpec> specs, NDManager manager, String source) {
    validate(weights, specs, source);
    NetworkParameters parameters = new NetworkParameters(manager);
    for (ParameterSpec spec : specs) {
      TensorData tensor = weights.tensors().get(spec.name());
      parameters.put(spec.name(), single(tensor, parameters.manager()));
    }
    return parameters;
  }

  /** A tensor as float32; halves are widened by the engine, which is exact and takes no time. */
  private static NDArray single(TensorData tensor, NDManager manager) {
    Shape shape = new Shape(tensor.shape());
    if (tensor.dataType() != TensorDataType.F16
        || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      return manager.create(tensor.toFloats(), shape);
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(tensor.data().remaining());
    bytes.order(ByteOrder.LITTLE_ENDIAN).put(tensor.data()).flip();
    try (NDArray halves = manager.create(bytes, shape, DataType.FLOAT16)) {
      return halves.toType(DataType.FLOAT32, true);
    }
  }

  /**
   * Checks that a file holds every tensor a network asks for, in its shape.
   *
   * @throws EngineException if not; names the first few
   */
  public static void validate(WeightSet weights, Collection<ParameterSpec> specs, String source) {
    List<String> wrong = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      TensorData tensor = weights.tensors().get(spec.name());
      if (tensor == null) {
        wrong.add(spec.name() + " is missing");
      } else if (!Arrays.equals(tensor.shape(), spec.shape())) {
        wrong.add(
            spec.name()
                + " is "
                + Arrays.toString(tensor.shape())
                + " instead of "
                + Arrays.toString(spec.shape()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new EngineException(
          source
              + " does not fit the network: "
              + String.join("; ", wrong.subList(0, Math.min(3, wrong.size())))
              + (wrong.size() > 3 ? "; and " + (wrong.size() - 3) + " more" : "")
              + ".");
    }
  }

  /**
   * Writes tensors as a model keeps them: half precision, but for one that has values beyond it.
   *
   * @return the file's SHA-256
   */
  public static String writeHalfPrecision(Path file, WeightSet weights) {
    Map<String, TensorData> halves = new LinkedHashMap<>();
    weights.tensors().forEach((name, tensor) -> halves.put(name, half(tensor)));
    SafeTensors.write(file, new WeightSet(halves, weights.metadata()));
    return sha256(file);
  }

  private static TensorData half(TensorData tensor) {
    TensorData half = tensor.toHalf();
    for (float value : half.toFloats()) {
      if (!Float.isFinite(value)) {
        // Beyond 65,504 half precision has no numbers; such a tensor stays as it is.
        return tensor;
      }
    }
    return half;
  }

  /** SHA-256 of a file in lower-case hexadecimal. */
  public static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[1 << 16];
      int read = 0;
      while (read >= 0) {
        read = digest.read(buffer);
      }
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw new EngineException("The file " + file + " could not be read.", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static void writeText(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EngineException(
          "The file " + file + " could not be written: " + e.getMessage() + ".", e);
    }
  }
}
