package org.kamcl.explorer.bulk;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The values of a row in the order of its columns. */
final class Cells {
  private final @Nullable Object[] row;
  private int next;

  Cells(@Nullable Object[] row) {
    this.row = row;
  }

  private @Nullable Object next() {
    return row[next++];
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a value is missing");
    }
    return value;
  }

  String text() {
    return (String) required(next());
  }

  Optional<String> optionalText() {
    return Optional.ofNullable((String) next());
  }

  long number() {
    return (Long) required(next());
  }

  int integer() {
    return Math.toIntExact(number());
  }

  Optional<Integer> optionalInteger() {
    return Optional.ofNullable((Long) next()).map(Math::toIntExact);
  }

  OptionalDouble real() {
    Double value = (Double) next();
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  Optional<LocalDate> date() {
    return Optional.ofNullable((LocalDate) next());
  }

  static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
