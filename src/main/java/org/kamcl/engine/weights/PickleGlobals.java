package org.kamcl.engine.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kamcl.engine.weights.Pickle.Dict;
import org.kamcl.engine.weights.Pickle.Global;
import org.kamcl.engine.weights.Pickle.Inert;
import org.kamcl.engine.weights.Pickle.Refused;
import org.kamcl.engine.weights.Pickle.Storage;
import org.kamcl.engine.weights.Pickle.Tensor;
import org.kamcl.engine.weights.Pickle.Tuple;

/** The only names a weight file may mention, and what each stands for here. */
final class PickleGlobals {
  private static final Map<String, DataKind> STORAGES =
      Map.of(
          "FloatStorage", DataKind.F32,
          "DoubleStorage", DataKind.F64,
          "HalfStorage", DataKind.F16,
          "BFloat16Storage", DataKind.BF16,
          "LongStorage", DataKind.I64,
          "IntStorage", DataKind.I32,
          "ShortStorage", DataKind.I16,
          "CharStorage", DataKind.I8,
          "ByteStorage", DataKind.U8,
          "BoolStorage", DataKind.BOOL);

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

  private static final Set<String> TENSOR_MAKERS =
      Set.of("torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor");

  private static final Set<String> PARAMETER_MAKERS =
      Set.of("torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state");

  /** Content that is skipped: best scores saved as numpy numbers, options, devices. */
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

  static Global known(String module, String name) throws Refused {
    Global global = new Global(module, name);
    String qualified = global.qualified();
    boolean storage =
        (module.equals("torch") || module.equals("torch.storage"))
            && (STORAGES.containsKey(name) || name.equals("TypedStorage"));
    boolean dtype = module.equals("torch") && (DTYPES.contains(name) || name.equals("Size"));
    if (storage
        || dtype
        || UNTYPED.contains(qualified)
        || TENSOR_MAKERS.contains(qualified)
        || PARAMETER_MAKERS.contains(qualified)
        || INERT.contains(qualified)
        || qualified.equals("collections.OrderedDict")
        || qualified.equals("torch.nn.parameter.Parameter")) {
      return global;
    }
    throw new Refused(
        "holds an object of the type '"
            + qualified
            + "', which is not a tensor and could run code; nothing was run");
  }

  static Object call(Object callee, Object arguments) throws Refused {
    if (!(callee instanceof Global global) || !(arguments instanceof Tuple tuple)) {
      throw new Refused("calls something that is no known function; nothing was run");
    }
    String name = global.qualified();
    List<Object> args = tuple.items();
    if (name.equals("collections.OrderedDict")) {
      return orderedDict(args);
    }
    if (TENSOR_MAKERS.contains(name)) {
      return tensor(args);
    }
    if (PARAMETER_MAKERS.contains(name) || name.equals("torch.nn.parameter.Parameter")) {
      if (args.isEmpty() || !(args.get(0) instanceof Tensor)) {
        throw new Refused("holds a parameter without a tensor");
      }
      return args.get(0);
    }
    if (name.equals("torch.Size")) {
      return args.size() == 1 && args.get(0) instanceof Tuple ? args.get(0) : tuple;
    }
    if (INERT.contains(name)) {
      return new Inert(name);
    }
    throw new Refused("calls '" + name + "', which is not done; nothing was run");
  }

  private static Dict orderedDict(List<Object> args) throws Refused {
    Dict dict = new Dict();
    if (args.isEmpty()) {
      return dict;
    }
    if (!(args.get(0) instanceof List<?> pairs)) {
      throw new Refused("holds a damaged dictionary");
    }
    for (Object pair : new ArrayList<Object>(pairs)) {
      List<?> two = pair instanceof Tuple t ? t.items() : pair instanceof List<?> l ? l : List.of();
      if (two.size() != 2) {
        throw new Refused("holds a damaged dictionary");
      }
      put(dict, two.get(0), two.get(1));
    }
    return dict;
  }

  /** Keys are plain values; anything else would need comparing code that the file chooses. */
  static void put(Dict dict, Object key, Object value) throws Refused {
    boolean plain =
        key == null
            || key instanceof String
            || key instanceof Long
            || key instanceof Double
            || key instanceof Boolean;
    dict.entries().put(plain ? key : new Object(), value);
  }

  private static Tensor tensor(List<Object> args) throws Refused {
    if (args.size() < 4
        || !(args.get(0) instanceof Storage storage)
        || !(args.get(1) instanceof Long offset)) {
      throw new Refused("holds a tensor without a storage");
    }
    long[] shape = longs(args.get(2));
    long[] strides = longs(args.get(3));
    if (shape.length != strides.length || shape.length > 64) {
      throw new Refused("holds a tensor whose shape and strides do not fit");
    }
    return new Tensor(storage, offset, shape, strides);
  }

  private static long[] longs(Object tuple) throws Refused {
    List<?> items = tuple instanceof Tuple t ? t.items() : tuple instanceof List<?> l ? l : null;
    if (items == null) {
      throw new Refused("holds a tensor without a shape");
    }
    long[] values = new long[items.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(items.get(i) instanceof Long value)) {
        throw new Refused("holds a tensor whose shape is not made of numbers");
      }
      values[i] = value;
    }
    return values;
  }

  /** The storage that ('storage', type, key, device, size[, view]) stands for. */
  static Storage storage(Object persistentId) throws Refused {
    if (!(persistentId instanceof Tuple tuple)
        || tuple.items().size() < 5
        || !"storage".equals(tuple.items().get(0))
        || !(tuple.items().get(1) instanceof Global type)
        || !(tuple.items().get(2) instanceof String key)
        || !(tuple.items().get(4) instanceof Long elements)
        || elements < 0) {
      throw new Refused("refers to data of an unknown kind");
    }
    if (tuple.items().size() > 5 && tuple.items().get(5) != null) {
      throw new Refused("uses storage views of PyTorch before 0.4; save it again with a newer one");
    }
    DataKind kind = STORAGES.get(type.name());
    if (kind == null && !UNTYPED.contains(type.qualified())) {
      throw new Refused("holds data of the unsupported type '" + type.qualified() + "'");
    }
    return new Storage(key, kind, elements);
  }
}
