package org.kamcl.engine.runtime;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;

/**
 * The number format in which encoders compute. Everything above the encoders, and every embedding,
 * is float32 in each of them.
 */
public enum Precision {
  /** 24 significant bits; on every device. */
  FLOAT32(DataType.FLOAT32),
  /** Half precision: 11 significant bits, up to 65,504; on GPUs. */
  FLOAT16(DataType.FLOAT16);

  private final DataType type;

  Precision(DataType type) {
    this.type = type;
  }

  /**
   * @param text {@code float32} or {@code float16}
   * @throws KamclException if the text is none of these
   */
  public static Precision parse(String text) {
    for (Precision precision : values()) {
      if (precision.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return precision;
      }
    }
    String known =
        Arrays.stream(values()).map(Precision::toString).collect(Collectors.joining(", "));
    throw new KamclException(RuntimeError.PRECISION_UNKNOWN, text, known);
  }

  /** The type of the encoders' tensors. */
  public DataType type() {
    return type;
  }

  /** The name as it is written in commands. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
