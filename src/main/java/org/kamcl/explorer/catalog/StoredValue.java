package org.kamcl.explorer.catalog;

import com.google.gson.JsonParseException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.file.JsonValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values that are stored as text. A damaged one is left out with a warning in the log, so
 * that it does not cost the other rows.
 */
final class StoredValue {
  private static final Logger LOG = LoggerFactory.getLogger(StoredValue.class);

  private StoredValue() {}

  /** Reports a damaged value. */
  static void warn(String what, Object of) {
    LOG.warn(
        "The catalog holds a damaged value, which is left out: {} of {}. Index the folder again.",
        what,
        of);
  }

  /**
   * Reads a value.
   *
   * @param text as stored; null for no value
   * @param what names the column in the warning
   * @param of names the row in the warning
   * @return empty if there is no value, or a damaged one
   */
  static <T> Optional<T> read(
      @Nullable String text, Function<String, T> parser, String what, Object of) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonValues.read(() -> parser.apply(text)));
    } catch (JsonParseException | KamclException e) {
      // Whatever the parsers throw at text that they have not written.
      warn(what, of);
      LOG.debug("Damaged value", e);
      return Optional.empty();
    }
  }
}
