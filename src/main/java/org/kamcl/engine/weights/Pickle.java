package org.kamcl.engine.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.error.Problem;

/** The values a pickle is read into. None of them has behavior chosen by the file. */
final class Pickle {
  private Pickle() {}

  /** An immutable sequence. */
  record Tuple(List<Object> items) {}

  /** A Python name. It is never resolved, only compared with a list of known names. */
  record Global(String module, String name) {
    String qualified() {
      return module + "." + name;
    }
  }

  /** An object whose content is not needed, such as a NumPy scalar. */
  record Opaque(String kind) {}

  /**
   * A storage that tensors are views of.
   *
   * @param key its name in the file
   * @param dataType element type; null for an untyped storage
   * @param elements number of elements, of bytes if untyped
   */
  record Storage(String key, TensorDataType dataType, long elements) {}

  /** A view of a storage, offset and strides in elements. */
  record Tensor(Storage storage, long offset, long[] shape, long[] strides) {}

  /** A module of a TorchScript archive: only its attributes are read, its code is not. */
  static final class ScriptModule {
    private final Map<Object, Object> attributes = new LinkedHashMap<>();

    Map<Object, Object> attributes() {
      return attributes;
    }
  }

  /** A dictionary, keys in order. */
  static final class Dict {
    private final Map<Object, Object> entries = new LinkedHashMap<>();

    Map<Object, Object> entries() {
      return entries;
    }
  }

  /** The pickle is damaged or needs an unsupported feature; the problem says which. */
  static final class UnsupportedPickleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UnsupportedPickleException(WeightsError code, Object... arguments) {
      super(code.name());
      this.problem = Problem.of(code, arguments);
    }

    Problem problem() {
      return problem;
    }
  }
}
