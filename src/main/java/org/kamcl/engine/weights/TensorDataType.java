package org.kamcl.engine.weights;

import java.util.Locale;

/** Element types of stored tensors, under their safetensors names. */
public enum TensorDataType {
  /** 32-bit float. */
  F32(4),
  /** 64-bit float. */
  F64(8),
  /** 16-bit float. */
  F16(2),
  /** 16-bit brain float: the upper half of a 32-bit float. */
  BF16(2),
  /** Signed 64-bit integer. */
  I64(8),
  /** Signed 32-bit integer. */
  I32(4),
  /** Signed 16-bit integer. */
  I16(2),
  /** Signed 8-bit integer. */
  I8(1),
  /** Unsigned 8-bit integer. */
  U8(1),
  /** One byte, 0 or 1. */
  BOOL(1);

  private final int bytes;

  TensorDataType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int byteSize() {
    return bytes;
  }

  static TensorDataType ofName(String name) {
    for (TensorDataType type : values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    return null;
  }
}
