package org.kamcl.explorer.imagery.tiff;

import org.kamcl.error.KamclException;

/**
 * The type of a sample.
 *
 * @param kind of number
 * @param bits per sample; for a complex number both parts together
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
   * The type that the tags of a TIFF file describe.
   *
   * @throws KamclException if it is not supported
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

  /** Whether samples are levels 0..255. */
  public boolean isByte() {
    return kind == Kind.UNSIGNED && bits == 8;
  }

  /** Whether a sample takes a whole number of bytes. */
  boolean wholeBytes() {
    return bits % Byte.SIZE == 0;
  }

  /** Name in the spelling of GDAL, such as {@code UInt16} or {@code CFloat32}. */
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
