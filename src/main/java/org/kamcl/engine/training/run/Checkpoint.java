package org.kamcl.engine.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.training.MomentumContrast;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.training.loss.FeatureQueue;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.TensorDataType;
import org.kamcl.engine.weights.WeightFiles;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.TemporaryName;

/**
 * The state of a run on disk, in two generations: the latest and the previous one. Frozen tensors
 * are in the initial weights of the run.
 */
final class Checkpoint {
  static final String LATEST = "checkpoint.safetensors";
  static final String PREVIOUS = "checkpoint.previous.safetensors";
  static final String NEXT = "checkpoint.next.safetensors";

  /** More than names, shapes and metadata take. */
  private static final long HEADER = 1 << 18;

  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private Checkpoint() {}

  /**
   * Writes a generation. At least one complete generation exists at any time.
   *
   * @param environment values on which bit-identical results depend, and what identifies the run
   */
  static void write(
      Path folder,
      TrainingState state,
      TrainingProgress trainingProgress,
      Map<String, String> environment) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (String name : state.updated()) {
      tensors.put("parameter/" + name, view(state.parameters().get(name)));
    }
    state.average().forEach((name, array) -> tensors.put("average/" + name, view(array)));
    JsonObject steps = new JsonObject();
    state
        .adam()
        .state()
        .forEach(
            (name, moments) -> {
              tensors.put("adam.first/" + name, view(moments.first()));
              tensors.put("adam.second/" + name, view(moments.second()));
              steps.addProperty(name, moments.steps());
            });
    Map<String, String> metadata = new LinkedHashMap<>(environment);
    MomentumContrast momentum = state.momentumContrast();
    if (momentum != null) {
      NetworkParameters keys = momentum.encoder().keys();
      state.updated().stream()
          .filter(name -> keys.find(name) != null)
          .forEach(name -> tensors.put("key/" + name, view(keys.get(name))));
      queue(tensors, metadata, "image", momentum.imageQueue());
      queue(tensors, metadata, "text", momentum.textQueue());
    }
    metadata.put("adam.steps", steps.toString());
    metadata.put("progress", GSON.toJson(trainingProgress));
    SafeTensors.write(folder.resolve(NEXT), new WeightSet(tensors, metadata));
    turn(folder);
  }

  /** About the size of the file of a state, bytes. */
  static long size(TrainingState state) {
    MomentumContrast momentum = state.momentumContrast();
    long values = 0;
    for (String name : state.updated()) {
      // The parameter and both moments, and the copies that follow it.
      int copies = 3;
      copies += state.average().containsKey(name) ? 1 : 0;
      copies += momentum != null && momentum.encoder().keys().find(name) != null ? 1 : 0;
      values += copies * state.parameters().get(name).size();
    }
    if (momentum != null) {
      for (FeatureQueue queue : List.of(momentum.imageQueue(), momentum.textQueue())) {
        values += queue.rows().size() + 2L * queue.size();
      }
    }
    return values * Float.BYTES + HEADER;
  }

  /** Size of the latest generation, bytes; 0 if there is none. */
  static long latestSize(Path folder) {
    try {
      Path latest = folder.resolve(LATEST);
      return Files.exists(latest) ? Files.size(latest) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static void turn(Path folder) {
    Path latest = folder.resolve(LATEST);
    try {
      if (Files.exists(latest)) {
        Files.move(
            latest,
            folder.resolve(PREVIOUS),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(folder.resolve(NEXT), latest, StandardCopyOption.ATOMIC_MOVE);
      WeightFiles.syncDirectory(folder);
    } catch (IOException e) {
      throw new KamclException(e, RunError.CHECKPOINT_NOT_RENAMED, folder);
    }
  }

  private static void queue(
      Map<String, TensorData> tensors,
      Map<String, String> metadata,
      String side,
      FeatureQueue queue) {
    tensors.put("queue/" + side, view(queue.rows()));
    tensors.put("queue/" + side + ".images", numbers(queue.images()));
    tensors.put("queue/" + side + ".captions", numbers(queue.captions()));
    metadata.put("queue." + side + ".pointer", Integer.toString(queue.pointer()));
    metadata.put("queue." + side + ".written", Long.toString(queue.written()));
  }

  /** A view of the values, without a copy where possible. */
  private static TensorData view(NDArray array) {
    return new TensorData(
        TensorDataType.F32, array.getShape().getShape(), array.toByteBuffer(true));
  }

  private static TensorData numbers(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return new TensorData(TensorDataType.I32, new long[] {values.length}, bytes);
  }

  /** Whether there is a checkpoint. */
  static boolean exists(Path folder) {
    return Stream.of(LATEST, NEXT, PREVIOUS).anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /**
   * Reads the latest good generation. If that is not the latest one, it takes its place, so that
   * the next generation does not replace it.
   *
   * @param identity of the run, see {@link RunSpec#identity}
   * @param warnings receives a warning if the latest one cannot be used
   * @throws KamclException if there is a checkpoint, but none can be used
   */
  static WeightSet read(Path folder, String identity, Consumer<Problem> warnings) {
    Path latest = folder.resolve(LATEST);
    List<Problem> problems = new ArrayList<>();
    // A process that was killed while it renamed the generations leaves the next one.
    for (String name : Files.exists(latest) ? List.of(LATEST, PREVIOUS) : List.of(NEXT, PREVIOUS)) {
      Path file = folder.resolve(name);
      if (!Files.exists(file)) {
        continue;
      }
      try {
        WeightSet found = read(file, identity);
        if (name.equals(PREVIOUS)) {
          Problem reason =
              problems.isEmpty()
                  ? Problem.of(RunError.CHECKPOINT_MISSING, latest)
                  : problems.get(0);
          warnings.accept(Problem.of(RunError.PREVIOUS_CHECKPOINT_USED, reason));
        }
        if (!name.equals(LATEST)) {
          TemporaryName.publish(file, latest);
        }
        return found;
      } catch (KamclException e) {
        problems.add(e.problem());
      } catch (IOException e) {
        throw new KamclException(e, RunError.CHECKPOINT_NOT_RENAMED, folder);
      }
    }
    throw new KamclException(RunError.NO_CHECKPOINT_USABLE, problems, folder);
  }

  /** Reads and checks one generation. */
  private static WeightSet read(Path file, String identity) {
    WeightSet checkpoint = RunWeights.read(file, RunError.CHECKPOINT_DAMAGED);
    Map<String, String> metadata = checkpoint.metadata();
    if (!isIntact(metadata)) {
      throw new KamclException(
          RunError.CHECKPOINT_DAMAGED, file, Problem.of(RunError.METADATA_INCOMPLETE));
    }
    String owner = metadata.get(RunWeights.RUN);
    if (owner != null && !owner.equals(identity)) {
      throw new KamclException(
          RunError.CHECKPOINT_DAMAGED, file, Problem.of(RunError.OF_ANOTHER_RUN));
    }
    return checkpoint;
  }

  private static boolean isIntact(Map<String, String> metadata) {
    String steps = metadata.get("adam.steps");
    String progress = metadata.get("progress");
    if (steps == null || progress == null) {
      return false;
    }
    try {
      TrainingProgress read = GSON.fromJson(progress, TrainingProgress.class);
      return read != null
          && read.step() >= 0
          && read.epoch() >= 1
          && read.batch() >= 0
          && JsonParser.parseString(steps).isJsonObject();
    } catch (JsonParseException e) {
      return false;
    }
  }

  /** SHA-256 of the latest generation; equal states have equal hashes. */
  static String sha256(Path folder) {
    return ModelFiles.sha256(folder.resolve(LATEST));
  }

  /** Progress of the run at the checkpoint. */
  static TrainingProgress progress(WeightSet checkpoint) {
    return GSON.fromJson(checkpoint.metadata().get("progress"), TrainingProgress.class);
  }

  /**
   * Restores a state with the same settings.
   *
   * @throws KamclException if the checkpoint was written with other settings
   */
  static void restore(WeightSet checkpoint, TrainingState state) {
    Map<String, TensorData> tensors = checkpoint.tensors();
    for (String name : state.updated()) {
      put(tensors, "parameter/" + name, state.parameters().get(name));
    }
    state.average().forEach((name, array) -> put(tensors, "average/" + name, array));
    JsonObject steps =
        JsonParser.parseString(checkpoint.metadata().get("adam.steps")).getAsJsonObject();
    for (String name : steps.keySet()) {
      state
          .adam()
          .restore(
              name,
              array(state.owner(), needed(tensors, "adam.first/" + name)),
              array(state.owner(), needed(tensors, "adam.second/" + name)),
              steps.get(name).getAsLong());
    }
    MomentumContrast momentum = state.momentumContrast();
    if (momentum != null) {
      NetworkParameters keys = momentum.encoder().keys();
      for (String name : state.updated()) {
        if (keys.find(name) != null) {
          put(tensors, "key/" + name, keys.get(name));
        }
      }
      restore(checkpoint, "image", momentum.imageQueue());
      restore(checkpoint, "text", momentum.textQueue());
    }
    state.step(progress(checkpoint).step());
  }

  private static void restore(WeightSet checkpoint, String side, FeatureQueue queue) {
    Map<String, TensorData> tensors = checkpoint.tensors();
    put(tensors, "queue/" + side, queue.rows());
    Map<String, String> metadata = checkpoint.metadata();
    queue.restore(
        ints(needed(tensors, "queue/" + side + ".images")),
        ints(needed(tensors, "queue/" + side + ".captions")),
        Integer.parseInt(metadata.get("queue." + side + ".pointer")),
        Long.parseLong(metadata.get("queue." + side + ".written")));
  }

  private static int[] ints(TensorData tensor) {
    int[] values = new int[tensor.size()];
    tensor.data().asIntBuffer().get(values);
    return values;
  }

  private static TensorData needed(Map<String, TensorData> tensors, String name) {
    TensorData tensor = tensors.get(name);
    if (tensor == null) {
      throw new KamclException(RunError.CHECKPOINT_LACKS_TENSOR, name);
    }
    return tensor;
  }

  private static void put(Map<String, TensorData> tensors, String name, NDArray target) {
    try (NDArray stored = array(target.getManager(), needed(tensors, name))) {
      if (!stored.getShape().equals(target.getShape())) {
        throw new KamclException(RunError.CHECKPOINT_SHAPE_MISMATCH, name);
      }
      stored.copyTo(target);
    }
  }

  private static NDArray array(NDManager manager, TensorData tensor) {
    return manager.create(tensor.toFloats(), new Shape(tensor.shape()));
  }
}
