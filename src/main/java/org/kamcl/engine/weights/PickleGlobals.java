package org.kamcl.engine.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.engine.weights.Pickle.Dict;
import org.kamcl.engine.weights.Pickle.Global;
import org.kamcl.engine.weights.Pickle.Opaque;
import org.kamcl.engine.weights.Pickle.Storage;
import org.kamcl.engine.weights.Pickle.Tensor;
import org.kamcl.engine.weights.Pickle.Tuple;
import org.kamcl.engine.weights.Pickle.UnsupportedPickleException;

/** The Python names a weight file may contain, and the value each is read as. */
final class PickleGlobals {
  private static final Map<String, TensorDataType> STORAGES =
      Map.of(
          "FloatStorage", TensorDataType.F32,
          "DoubleStorage", TensorDataType.F64,
          "HalfStorage", TensorDataType.F16,
          "BFloat16Storage", TensorDataType.BF16,
          "LongStorage", TensorDataType.I64,
          "IntStorage", TensorDataType.I32,
          "ShortStorage", TensorDataType.I16,
          "CharStorage", TensorDataType.I8,
          "ByteStorage", TensorDataType.U8,
          "BoolStorage", TensorDataType.BOOL);

  private static final Set<String> UNTYPED =
      Set.of(
          "torch.storage.UntypedStorage", "torch.UntypedStorage", "torch.storage._UntypedStorage");

  private static final Set<String> DTYPES =
      Set.of(
          "float32",
          "float64",
          "float16",
          "bfloat16",
          "int64",
          "int32",
          "int16",
          "int8",
          "uint8",
          "bool",
          "float",
          "double",
          "half",
          "long",
          "int",
          "short");

  private static final Set<String> TENSOR_CONSTRUCTORS =
      Set.of("torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor");

  private static final Set<String> PARAMETER_CONSTRUCTORS =
      Set.of("torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state");

  /** Content that is skipped: NumPy scalars, command line options, devices. */
  private static final Set<String> INERT =
      Set.of(
          "torch.device",
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "_codecs.encode",
          "argparse.Namespace",
          "builtins.object",
          "__builtin__.object",
          "copyreg._reconstructor",
          "copy_reg._reconstructor");

  private PickleGlobals() {}

  /** Whether a name is one of a TorchScript archive: its own classes, and helpers for lists. */
  static boolean isScript(String module) {
    return module.equals("__torch__")
        || module.startsWith("__torch__.")
        || module.equals("torch.jit._pickle");
  }

  static Global known(String module, String name) throws UnsupportedPickleException {
    Global global = new Global(module, name);
    String qualified = global.qualified();
    boolean storage =
        (module.equals("torch") || module.equals("torch.storage"))
            && (STORAGES.containsKey(name) || name.equals("TypedStorage"));
    boolean dtype = module.equals("torch") && (DTYPES.contains(name) || name.equals("Size"));
    if (storage
        || dtype
        || UNTYPED.contains(qualified)
        || TENSOR_CONSTRUCTORS.contains(qualified)
        || PARAMETER_CONSTRUCTORS.contains(qualified)
        || INERT.contains(qualified)
        || qualified.equals("collections.OrderedDict")
        || qualified.equals("torch.nn.parameter.Parameter")) {
      return global;
    }
    throw new UnsupportedPickleException(WeightsError.PICKLE_TYPE_UNSUPPORTED, qualified);
  }

  static Object call(Object callee, Object arguments) throws UnsupportedPickleException {
    if (!(callee instanceof Global global) || !(arguments instanceof Tuple tuple)) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_CALL_UNKNOWN);
    }
    String name = global.qualified();
    List<Object> args = tuple.items();
    if (name.equals("collections.OrderedDict")) {
      return orderedDict(args);
    }
    if (TENSOR_CONSTRUCTORS.contains(name)) {
      return tensor(args);
    }
    if (PARAMETER_CONSTRUCTORS.contains(name) || name.equals("torch.nn.parameter.Parameter")) {
      if (args.isEmpty() || !(args.get(0) instanceof Tensor)) {
        throw new UnsupportedPickleException(WeightsError.PARAMETER_WITHOUT_TENSOR);
      }
      return args.get(0);
    }
    if (name.equals("torch.Size")) {
      return args.size() == 1 && args.get(0) instanceof Tuple ? args.get(0) : tuple;
    }
    if (INERT.contains(name)) {
      return new Opaque(name);
    }
    throw new UnsupportedPickleException(WeightsError.PICKLE_CALL_UNSUPPORTED, name);
  }

  private static Dict orderedDict(List<Object> args) throws UnsupportedPickleException {
    Dict dict = new Dict();
    if (args.isEmpty()) {
      return dict;
    }
    if (!(args.get(0) instanceof List<?> pairs)) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
    }
    for (Object pair : new ArrayList<Object>(pairs)) {
      List<?> two = pair instanceof Tuple t ? t.items() : pair instanceof List<?> l ? l : List.of();
      if (two.size() != 2) {
        throw new UnsupportedPickleException(WeightsError.PICKLE_DAMAGED);
      }
      put(dict, two.get(0), two.get(1));
    }
    return dict;
  }

  /** Keys are plain values; comparing others would need code chosen by the file. */
  static void put(Dict dict, Object key, Object value) throws UnsupportedPickleException {
    boolean plain =
        key == null
            || key instanceof String
            || key instanceof Long
            || key instanceof Double
            || key instanceof Boolean;
    dict.entries().put(plain ? key : new Object(), value);
  }

  private static Tensor tensor(List<Object> args) throws UnsupportedPickleException {
    if (args.size() < 4
        || !(args.get(0) instanceof Storage storage)
        || !(args.get(1) instanceof Long offset)) {
      throw new UnsupportedPickleException(WeightsError.TENSOR_INVALID);
    }
    long[] shape = longs(args.get(2));
    long[] strides = longs(args.get(3));
    if (shape.length != strides.length || shape.length > 64) {
      throw new UnsupportedPickleException(WeightsError.TENSOR_INVALID);
    }
    return new Tensor(storage, offset, shape, strides);
  }

  private static long[] longs(Object tuple) throws UnsupportedPickleException {
    List<?> items = tuple instanceof Tuple t ? t.items() : tuple instanceof List<?> l ? l : null;
    if (items == null) {
      throw new UnsupportedPickleException(WeightsError.TENSOR_INVALID);
    }
    long[] values = new long[items.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(items.get(i) instanceof Long value)) {
        throw new UnsupportedPickleException(WeightsError.TENSOR_INVALID);
      }
      values[i] = value;
    }
    return values;
  }

  /** The storage described by ('storage', type, key, device, size[, view]). */
  static Storage storage(Object persistentId) throws UnsupportedPickleException {
    if (!(persistentId instanceof Tuple tuple)
        || tuple.items().size() < 5
        || !"storage".equals(tuple.items().get(0))
        || !(tuple.items().get(1) instanceof Global type)
        || !(tuple.items().get(2) instanceof String key)
        || !(tuple.items().get(4) instanceof Long elements)
        || elements < 0) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_DATA_UNKNOWN);
    }
    if (tuple.items().size() > 5 && tuple.items().get(5) != null) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_STORAGE_VIEW);
    }
    TensorDataType dataType = STORAGES.get(type.name());
    if (dataType == null && !UNTYPED.contains(type.qualified())) {
      throw new UnsupportedPickleException(WeightsError.PICKLE_STORAGE_TYPE, type.qualified());
    }
    return new Storage(key, dataType, elements);
  }
}
