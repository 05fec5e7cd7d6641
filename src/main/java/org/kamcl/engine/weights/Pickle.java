package org.kamcl.engine.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inert values a pickle is read into: nothing here has behaviour of the file's choosing. */
final class Pickle {
  private Pickle() {}

  /** An immutable sequence. */
  record Tuple(List<Object> items) {}

  /** A name of Python code; it is never looked up, only compared with a list of known names. */
  record Global(String module, String name) {
    String qualified() {
      return module + "." + name;
    }
  }

  /** An object of a harmless kind whose content is not needed, e.g. numpy scalars. */
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

  /** A dictionary, keys in order. */
  static final class Dict {
    private final Map<Object, Object> entries = new LinkedHashMap<>();

    Map<Object, Object> entries() {
      return entries;
    }
  }

  /** The pickle asks for something that is not done here; the message says what. */
  static final class UnsupportedPickleException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsupportedPickleException(String what) {
      super(what);
    }
  }
}
