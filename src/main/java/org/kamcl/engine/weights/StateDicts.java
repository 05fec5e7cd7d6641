package org.kamcl.engine.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.engine.weights.Pickle.Dict;
import org.kamcl.engine.weights.Pickle.ScriptModule;
import org.kamcl.engine.weights.Pickle.Storage;
import org.kamcl.engine.weights.Pickle.Tensor;
import org.kamcl.engine.weights.Pickle.UnsupportedPickleException;

/** Finds the state dict in a PyTorch file and turns its storage views into tensors. */
final class StateDicts {
  /** Keys under which checkpoints store their state dict. */
  private static final String[] STATE_DICT_KEYS = {
    "state_dict", "model_state_dict", "model", "net"
  };

  /** Bytes that views may need beyond a multiple of the file's size. */
  private static final long SPARE = 256L << 20;

  private StateDicts() {}

  /** Access to the bytes of storages. */
  interface Storages {
    /** Called once with all storages before the first call of {@link #data}. */
    default void prepare(Map<String, Storage> all) {}

    /** The little-endian content. */
    ByteBuffer data(Storage storage);

    /** The number of bytes of the content. */
    default long size(Storage storage) {
      return data(storage).remaining();
    }
  }

  /**
   * @param fileSize bytes of the file; the size limit of all views follows from it
   */
  static WeightSet extract(Object value, long fileSize, Storages storages)
      throws UnsupportedPickleException {
    return extract(value, fileSize, storages, false);
  }

  /**
   * @param onDemand whether values are read when they are asked for
   */
  static WeightSet extract(Object value, long fileSize, Storages storages, boolean onDemand)
      throws UnsupportedPickleException {
    if (value instanceof ScriptModule module) {
      return tensors(ScriptModules.tensors(module), Map.of(), fileSize, storages, onDemand);
    }
    if (!(value instanceof Dict top)) {
      throw new UnsupportedPickleException(WeightsError.STATE_DICT_MISSING);
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    Dict state = top;
    for (String place : STATE_DICT_KEYS) {
      if (top.entries().get(place) instanceof Dict inner && holdsTensors(inner)) {
        state = inner;
        plainValues(top, metadata);
        break;
      }
    }
    if (!holdsTensors(state)) {
      throw new UnsupportedPickleException(WeightsError.STATE_DICT_MISSING);
    }
    Map<String, Tensor> views = new LinkedHashMap<>();
    for (Map.Entry<Object, Object> entry : state.entries().entrySet()) {
      if (entry.getKey() instanceof String name && entry.getValue() instanceof Tensor view) {
        views.put(name, view);
      }
    }
    storages.prepare(allStorages(top));
    return tensors(views, metadata, fileSize, storages, onDemand).withoutPrefix("module.");
  }

  private static WeightSet tensors(
      Map<String, Tensor> views,
      Map<String, String> metadata,
      long fileSize,
      Storages storages,
      boolean onDemand)
      throws UnsupportedPickleException {
    if (views.isEmpty()) {
      throw new UnsupportedPickleException(WeightsError.STATE_DICT_MISSING);
    }
    long budget = 4 * fileSize + SPARE;
    // Each tensor reads its whole storage, so small views of a large one are read at once.
    long reads = 0;
    for (Tensor view : views.values()) {
      reads += onDemand && view.storage().dataType() != null ? storages.size(view.storage()) : 0;
    }
    boolean later = onDemand && reads <= budget;
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : views.entrySet()) {
      Tensor view = entry.getValue();
      int size = checkedSize(entry.getKey(), view, storages, budget);
      TensorDataType type = view.storage().dataType();
      TensorData tensor =
          later
              ? TensorData.onDemand(type, view.shape(), () -> values(view, storages, size))
              : new TensorData(type, view.shape(), values(view, storages, size));
      budget -= tensor.byteSize();
      tensors.put(entry.getKey(), tensor);
    }
    return new WeightSet(tensors, metadata);
  }

  private static boolean holdsTensors(Dict dict) {
    return dict.entries().values().stream().anyMatch(v -> v instanceof Tensor);
  }

  private static void plainValues(Dict dict, Map<String, String> metadata) {
    dict.entries()
        .forEach(
            (key, value) -> {
              boolean plain =
                  value instanceof String
                      || value instanceof Long
                      || value instanceof Double
                      || value instanceof Boolean;
              if (plain && key instanceof String name) {
                metadata.put(name, value.toString());
              }
            });
  }

  /** Every storage in the file, including those of optimizer state beside the weights. */
  private static Map<String, Storage> allStorages(Dict top) {
    Map<String, Storage> all = new LinkedHashMap<>();
    Deque<Object> open = new ArrayDeque<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    open.push(top);
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (!seen.add(value)) {
        continue;
      }
      Iterable<?> inner = List.of();
      if (value instanceof Dict dict) {
        inner = dict.entries().values();
      } else if (value instanceof List<?> list) {
        inner = list;
      } else if (value instanceof Pickle.Tuple tuple) {
        inner = tuple.items();
      } else if (value instanceof Tensor tensor) {
        all.putIfAbsent(tensor.storage().key(), tensor.storage());
      } else if (value instanceof Storage storage) {
        all.putIfAbsent(storage.key(), storage);
      }
      for (Object item : inner) {
        if (item != null) {
          open.push(item);
        }
      }
    }
    return all;
  }

  /** The number of elements of a view, which lies within its storage. */
  private static int checkedSize(String name, Tensor view, Storages storages, long budget)
      throws UnsupportedPickleException {
    TensorDataType dataType = view.storage().dataType();
    if (dataType == null) {
      throw new UnsupportedPickleException(WeightsError.TENSOR_WITHOUT_TYPE, name);
    }
    long size = TensorData.sizeOf(view.shape());
    if (size < 0
        || size > Integer.MAX_VALUE / dataType.byteSize()
        || size * dataType.byteSize() > budget) {
      throw new UnsupportedPickleException(WeightsError.TENSOR_TOO_LARGE, name);
    }
    long last = view.offset();
    for (int i = view.shape().length - 1; i >= 0; i--) {
      long extent = view.shape()[i];
      long stride = view.strides()[i];
      if (stride < 0 || (extent > 1 && stride > Integer.MAX_VALUE)) {
        throw new UnsupportedPickleException(WeightsError.TENSOR_STRIDES_INVALID, name);
      }
      last += Math.max(0, extent - 1) * stride;
      if (last < 0 || last > Integer.MAX_VALUE) {
        throw new UnsupportedPickleException(WeightsError.TENSOR_OUTSIDE_STORAGE, name);
      }
    }
    long available = storages.size(view.storage());
    if (view.offset() < 0 || (size > 0 && (last + 1) * dataType.byteSize() > available)) {
      throw new UnsupportedPickleException(WeightsError.TENSOR_OUTSIDE_STORAGE, name);
    }
    return (int) size;
  }

  private static ByteBuffer values(Tensor view, Storages storages, int size) {
    TensorDataType dataType = view.storage().dataType();
    if (size == 0) {
      return ByteBuffer.allocate(0);
    }
    ByteBuffer data = storages.data(view.storage());
    if (isContiguous(view)) {
      int start = (int) view.offset() * dataType.byteSize();
      return copy(data, start, size * dataType.byteSize());
    }
    return gather(view, dataType, data, size);
  }

  private static boolean isContiguous(Tensor view) {
    long expectedStride = 1;
    for (int i = view.shape().length - 1; i >= 0; i--) {
      long extent = view.shape()[i];
      if (extent != 1 && view.strides()[i] != expectedStride) {
        return false;
      }
      expectedStride *= Math.max(1, extent);
    }
    return true;
  }

  /** A copy, because a view would keep a whole mapped file or storage in memory. */
  private static ByteBuffer copy(ByteBuffer data, int start, int length) {
    byte[] bytes = new byte[length];
    data.get(data.position() + start, bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static ByteBuffer gather(
      Tensor view, TensorDataType dataType, ByteBuffer data, int size) {
    int bytes = dataType.byteSize();
    ByteBuffer out = ByteBuffer.allocate(size * bytes).order(ByteOrder.LITTLE_ENDIAN);
    int rank = view.shape().length;
    long[] index = new long[rank];
    long at = view.offset();
    byte[] element = new byte[bytes];
    for (int n = 0; n < size; n++) {
      data.get(data.position() + (int) at * bytes, element);
      out.put(element);
      for (int i = rank - 1; i >= 0; i--) {
        at += view.strides()[i];
        if (++index[i] < view.shape()[i]) {
          break;
        }
        at -= view.strides()[i] * view.shape()[i];
        index[i] = 0;
      }
    }
    return out.flip();
  }
}
