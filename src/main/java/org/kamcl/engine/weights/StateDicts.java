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
import org.kamcl.engine.weights.Pickle.Storage;
import org.kamcl.engine.weights.Pickle.Tensor;
import org.kamcl.engine.weights.Pickle.UnsupportedPickleException;

/** Finds the state dict in what a PyTorch file holds, and makes its views into tensors. */
final class StateDicts {
  /** Where checkpoints keep their state dict. */
  private static final String[] PLACES = {"state_dict", "model_state_dict", "model", "net"};

  private static final long SPARE = 256L << 20;

  private StateDicts() {}

  /** Gives a storage's bytes. */
  interface Storages {
    /** Called once with all storages before any is asked for. */
    default void announce(Map<String, Storage> all) {}

    /** The little-endian content. */
    ByteBuffer data(Storage storage);
  }

  /**
   * @param fileSize bytes of the file: views may not unfold to much more than that
   */
  static WeightSet extract(Object value, long fileSize, Storages storages)
      throws UnsupportedPickleException {
    if (!(value instanceof Dict top)) {
      throw new UnsupportedPickleException("holds no state dict");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    Dict state = top;
    for (String place : PLACES) {
      if (top.entries().get(place) instanceof Dict inner && holdsTensors(inner)) {
        state = inner;
        plainValues(top, metadata);
        break;
      }
    }
    if (!holdsTensors(state)) {
      throw new UnsupportedPickleException("holds no state dict: no tensor by name was found");
    }
    Map<String, Tensor> views = new LinkedHashMap<>();
    for (Map.Entry<Object, Object> entry : state.entries().entrySet()) {
      if (entry.getKey() instanceof String name && entry.getValue() instanceof Tensor view) {
        views.put(name, view);
      }
    }
    storages.announce(allStorages(top));
    long budget = 4 * fileSize + SPARE;
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : views.entrySet()) {
      TensorData tensor = materialise(entry.getKey(), entry.getValue(), storages, budget);
      budget -= tensor.data().remaining();
      tensors.put(entry.getKey(), tensor);
    }
    return new WeightSet(tensors, metadata).withoutPrefix("module.");
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

  /** Every storage that is mentioned anywhere, also by an optimiser's state beside the weights. */
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

  private static TensorData materialise(String name, Tensor view, Storages storages, long budget)
      throws UnsupportedPickleException {
    TensorDataType kind = view.storage().dataType();
    if (kind == null) {
      throw new UnsupportedPickleException("holds the tensor '" + name + "' without a type");
    }
    long size = TensorData.sizeOf(view.shape());
    if (size < 0 || size > Integer.MAX_VALUE / kind.byteSize() || size * kind.byteSize() > budget) {
      throw new UnsupportedPickleException("holds the tensor '" + name + "' of an impossible size");
    }
    ByteBuffer data = storages.data(view.storage());
    long last = view.offset();
    boolean contiguous = true;
    long expectedStride = 1;
    for (int i = view.shape().length - 1; i >= 0; i--) {
      long extent = view.shape()[i];
      long stride = view.strides()[i];
      if (stride < 0 || (extent > 1 && stride > Integer.MAX_VALUE)) {
        throw new UnsupportedPickleException(
            "holds the tensor '" + name + "' with impossible strides");
      }
      last += Math.max(0, extent - 1) * stride;
      contiguous &= extent == 1 || stride == expectedStride;
      expectedStride *= Math.max(1, extent);
      if (last < 0 || last > Integer.MAX_VALUE) {
        throw new UnsupportedPickleException("holds the tensor '" + name + "' outside its data");
      }
    }
    if (view.offset() < 0 || (size > 0 && (last + 1) * kind.byteSize() > data.remaining())) {
      throw new UnsupportedPickleException("holds the tensor '" + name + "' outside its data");
    }
    int start = (int) view.offset() * kind.byteSize();
    int length = (int) size * kind.byteSize();
    if (size == 0) {
      return new TensorData(kind, view.shape(), ByteBuffer.allocate(0));
    }
    if (contiguous) {
      return new TensorData(kind, view.shape(), copy(data, start, length));
    }
    return new TensorData(kind, view.shape(), gather(view, kind, data, (int) size));
  }

  /** Own memory: a view would keep a whole mapped file or storage alive. */
  private static ByteBuffer copy(ByteBuffer data, int start, int length) {
    byte[] bytes = new byte[length];
    data.get(data.position() + start, bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static ByteBuffer gather(Tensor view, TensorDataType kind, ByteBuffer data, int size) {
    int bytes = kind.byteSize();
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
