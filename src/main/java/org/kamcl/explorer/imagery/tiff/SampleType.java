package org.kamcl.explorer.imagery.tiff;

import org.kamcl.error.KamclException;

/**
 * What a sample is.
 *
 * @param kind of number
 * @param bits of a sample, both parts of a complex one together
 */
public record SampleType(Kind kind, int bits) {
  /** Kinds of numbers. */
  public enum Kind {
    UNSIGNED,
    SIGNED,
    FLOAT,
    COMPLEX_INTEGER,
    COMPLEX_FLOAT
  }

  /**
   * By the tags of a TIFF file.
   *
   * @throws KamclException if there is no such type
   */
  static SampleType of(int format, int bits) {
    Kind kind =
        switch (format) {
          case 2 -> Kind.SIGNED;
          case 3 -> Kind.FLOAT;
          case 5 -> Kind.COMPLEX_INTEGER;
          case 6 -> Kind.COMPLEX_FLOAT;
          default -> Kind.UNSIGNED;
        };
    boolean possible =
        switch (kind) {
          case UNSIGNED -> (bits >= 1 && bits <= 32) || bits == 64;
          case SIGNED -> bits == 8 || bits == 16 || bits == 32 || bits == 64;
          case FLOAT -> bits == 16 || bits == 24 || bits == 32 || bits == 64;
          case COMPLEX_INTEGER -> bits == 32 || bits == 64;
          case COMPLEX_FLOAT -> bits == 32 || bits == 64 || bits == 128;
        };
    if (!possible) {
      throw new KamclException(TiffError.SAMPLE_TYPE_UNSUPPORTED, bits, kind.name());
    }
    return new SampleType(kind, bits);
  }

  /** Whether the samples are levels that can be seen as they are. */
  public boolean isByte() {
    return kind == Kind.UNSIGNED && bits == 8;
  }

  /** Whether samples end where bytes do. */
  boolean wholeBytes() {
    return bits % Byte.SIZE == 0;
  }

  /** Name in the usual spelling of geodata programs, such as {@code UInt16} or {@code CFloat32}. */
  public String label() {
    return switch (kind) {
      case UNSIGNED ->
          bits <= 8 ? "Byte" : bits <= 16 ? "UInt16" : bits <= 32 ? "UInt32" : "UInt64";
      case SIGNED -> "Int" + bits;
      case FLOAT -> "Float" + bits;
      case COMPLEX_INTEGER -> "CInt" + bits / 2;
      case COMPLEX_FLOAT -> "CFloat" + bits / 2;
    };
  }
}
