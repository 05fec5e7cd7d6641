package org.kamcl.engine.inference;

import static java.util.Objects.requireNonNull;

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
import java.util.Optional;
import java.util.function.Predicate;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.TensorDataType;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.RegularFiles;

/** The files of a model's folder, and how tensors get from a file to the device. */
public final class ModelFiles {
  /** The tensors. */
  public static final String WEIGHTS = "weights.safetensors";

  /** The vocabulary of words, {@code {word2idx, idx2word, idx}}. */
  public static final String VOCABULARY = "vocabulary.json";

  /** The WordPiece vocabulary, one piece per line. */
  public static final String WORDPIECE_VOCABULARY = "wordpiece.txt";

  /** The names of the concept heads' outputs. */
  public static final String CONCEPTS = "concepts.json";

  /** The null distribution of scores; optional. */
  public static final String SCORE_CALIBRATION = "score-calibration.safetensors";

  /** Name of the score calibration in models of version 0.1. */
  static final String FORMER_SCORE_CALIBRATION = "background.safetensors";

  /** The calibration of concept strengths; optional. */
  public static final String CONCEPT_CALIBRATION = "calibration.json";

  /** What became of each word of the corpus on the way to the concepts; optional. */
  public static final String KNOWLEDGE = "knowledge.json";

  /** The settings the model was trained with; optional. */
  public static final String TRAINING_SETTINGS = "training.json";

  /** Captions to choose from, one per line; optional. */
  public static final String SENTENCES = "sentences.txt";

  private static final int MISMATCHES_NAMED = 3;

  private ModelFiles() {}

  /** Name of the vocabulary file of a network; empty if the program contains its vocabulary. */
  public static Optional<String> vocabularyFile(NetworkConfig config) {
    return switch (config.tokenization()) {
      case WORDS -> Optional.of(VOCABULARY);
      case WORDPIECE -> Optional.of(WORDPIECE_VOCABULARY);
      case CLIP_BYTE_PAIRS, NONE -> Optional.empty();
    };
  }

  /** Names of the files beside the weights that a model cannot do without. */
  static List<String> wordFiles(NetworkConfig config) {
    List<String> files = new ArrayList<>();
    vocabularyFile(config).ifPresent(files::add);
    files.add(CONCEPTS);
    return files;
  }

  /**
   * Loads the tensors of a network onto the device, as float32.
   *
   * @param source file name for errors
   * @throws KamclException if tensors are missing or have another shape
   */
  public static NetworkParameters load(
      WeightSet weights, Collection<ParameterSpec> specs, NDManager manager, String source) {
    validate(weights, specs, source);
    NetworkParameters parameters = new NetworkParameters(manager);
    // One buffer for all tensors: direct buffers are freed with a delay.
    int largest =
        specs.stream()
            .map(spec -> requireNonNull(weights.tensors().get(spec.name())))
            .filter(ModelFiles::isNative)
            .mapToInt(TensorData::byteSize)
            .max()
            .orElse(0);
    ByteBuffer buffer = ByteBuffer.allocateDirect(largest);
    for (ParameterSpec spec : specs) {
      TensorData tensor = requireNonNull(weights.tensors().get(spec.name()));
      parameters.put(spec.name(), toFloat32(tensor, parameters.manager(), buffer));
    }
    return parameters;
  }

  private static boolean isNative(TensorData tensor) {
    boolean known =
        tensor.dataType() == TensorDataType.F16 || tensor.dataType() == TensorDataType.F32;
    return known && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  /** Converts a tensor to float32; float16 is widened by the engine, which is exact and fast. */
  private static NDArray toFloat32(TensorData tensor, NDManager manager, ByteBuffer buffer) {
    Shape shape = new Shape(tensor.shape());
    if (!isNative(tensor)) {
      return EngineArrays.create(manager, tensor.toFloats(), shape);
    }
    ByteBuffer bytes = buffer.slice(0, tensor.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(tensor.data()).flip();
    boolean half = tensor.dataType() == TensorDataType.F16;
    // The array uses the memory of the buffer until it is copied.
    try (NDArray read = manager.create(bytes, shape, half ? DataType.FLOAT16 : DataType.FLOAT32)) {
      return half ? read.toType(DataType.FLOAT32, true) : EngineArrays.copy(read);
    }
  }

  /**
   * Checks that a file contains every tensor of a network in the right shape.
   *
   * @param source file name for errors
   * @throws KamclException if not; names the first few differences
   */
  public static void validate(WeightSet weights, Collection<ParameterSpec> specs, String source) {
    List<Problem> mismatches = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      TensorData tensor = weights.tensors().get(spec.name());
      if (tensor == null) {
        mismatches.add(Problem.of(InferenceError.TENSOR_MISSING, spec.name()));
      } else if (!Arrays.equals(tensor.shape(), spec.shape())) {
        mismatches.add(
            Problem.of(
                InferenceError.TENSOR_SHAPE,
                spec.name(),
                Arrays.toString(tensor.shape()),
                Arrays.toString(spec.shape())));
      }
    }
    if (!mismatches.isEmpty()) {
      int named = Math.min(MISMATCHES_NAMED, mismatches.size());
      throw new KamclException(
          InferenceError.TENSORS_MISMATCH,
          source,
          mismatches.subList(0, named),
          mismatches.size() - named);
    }
  }

  /**
   * Checks that no value is NaN or infinite, as float32.
   *
   * @param source file name for errors
   * @throws KamclException if one is; names its tensor
   */
  public static void validateFinite(WeightSet weights, String source) {
    validateFinite(weights, source, () -> {});
  }

  /**
   * As above.
   *
   * @param safePoint is called before each tensor; what it throws ends the check
   */
  static void validateFinite(WeightSet weights, String source, Runnable safePoint) {
    weights
        .firstNotFinite(safePoint)
        .ifPresent(
            tensor -> {
              throw new KamclException(InferenceError.WEIGHTS_NOT_FINITE, source, tensor);
            });
  }

  /**
   * Writes tensors in half precision; a tensor with values beyond its range stays as it is.
   *
   * @return the SHA-256 of the file
   */
  public static String writeHalfPrecision(Path file, WeightSet weights) {
    return writeHalfPrecision(file, weights, name -> false);
  }

  /**
   * The same, but some tensors keep their values: they are in half precision only where that is
   * exact.
   *
   * @param exact whether a tensor keeps its values, by its name
   * @return the SHA-256 of the file
   */
  public static String writeHalfPrecision(Path file, WeightSet weights, Predicate<String> exact) {
    Map<String, TensorData> halves = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) ->
                halves.put(
                    name, exact.test(name) ? toHalfIfExact(tensor) : toHalfIfInRange(tensor)));
    SafeTensors.write(file, new WeightSet(halves, weights.metadata()));
    return sha256(file);
  }

  private static TensorData toHalfIfInRange(TensorData tensor) {
    TensorData half = tensor.toHalf();
    for (float value : half.toFloats()) {
      if (!Float.isFinite(value)) {
        // Half precision ends at 65,504.
        return tensor;
      }
    }
    return half;
  }

  private static TensorData toHalfIfExact(TensorData tensor) {
    TensorData half = tensor.toHalf();
    return Arrays.equals(half.toFloats(), tensor.toFloats()) ? half : tensor;
  }

  /** SHA-256 of a file in lower-case hexadecimal. */
  public static String sha256(Path file) {
    return sha256(file, () -> {});
  }

  /**
   * As above.
   *
   * @param safePoint is called before each 64 KB; what it throws ends the reading
   */
  static String sha256(Path file, Runnable safePoint) {
    try (InputStream in = RegularFiles.open(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[1 << 16];
      int read = 0;
      while (read >= 0) {
        safePoint.run();
        read = digest.read(buffer);
      }
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_UNREADABLE, file, reason(e));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static void writeText(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_NOT_WRITTEN, file, reason(e));
    }
  }

  /** What the system says about a failure. */
  static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
