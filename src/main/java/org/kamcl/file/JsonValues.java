package org.kamcl.file;

import com.google.gson.JsonParseException;
import java.time.DateTimeException;

/** Values of JSON documents that other programs wrote or people changed. */
public final class JsonValues {
  private JsonValues() {}

  /** Takes values out of a document. */
  @FunctionalInterface
  public interface Reading<T, E extends Exception> {
    /** The values. */
    T values() throws E;
  }

  /**
   * Takes values out of a document. Where one is missing or of another kind than expected, the
   * methods of Gson throw exceptions of many types, some of which other code throws at mistakes of
   * the program; here they become one.
   *
   * @throws JsonParseException if the text is not JSON, or a value is missing, of another kind or
   *     out of range
   */
  public static <T, E extends Exception> T read(Reading<T, E> reading) throws E {
    try {
      return reading.values();
    } catch (IllegalStateException
        | UnsupportedOperationException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | DateTimeException e) {
      throw new JsonParseException(e.getMessage(), e);
    }
  }
}
