package org.kamcl.explorer.geo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The GeoTIFF keys of a file by number (OGC GeoTIFF 1.1). */
final class GeoKeys {
  /** Marker of WKT in a citation. */
  static final String ESRI_TEXT = "ESRI PE String =";

  static final int MODEL_TYPE = 1024;
  static final int RASTER_TYPE = 1025;
  static final int CITATION = 1026;
  static final int GEOGRAPHIC_TYPE = 2048;
  static final int GEOG_CITATION = 2049;
  static final int GEOG_DATUM = 2050;
  static final int GEOG_PRIME_MERIDIAN = 2051;
  static final int GEOG_ANGULAR_UNIT = 2054;
  static final int GEOG_ANGULAR_UNIT_SIZE = 2055;
  static final int GEOG_ELLIPSOID = 2056;
  static final int GEOG_MAJOR = 2057;
  static final int GEOG_MINOR = 2058;
  static final int GEOG_INVERSE_FLATTENING = 2059;
  static final int GEOG_PRIME_MERIDIAN_LONGITUDE = 2061;
  static final int GEOG_TO_WGS84 = 2062;
  static final int PROJECTED_TYPE = 3072;
  static final int PCS_CITATION = 3073;
  static final int PROJECTION = 3074;
  static final int METHOD = 3075;
  static final int LINEAR_UNIT = 3076;
  static final int LINEAR_UNIT_SIZE = 3077;

  static final int USER_DEFINED = 32_767;

  private static final int DOUBLES = 34_736;
  private static final int ASCII = 34_737;

  private final Map<Integer, double[]> numbers = new HashMap<>();
  private final Map<Integer, String> texts = new HashMap<>();

  /** Reads the keys; those that point outside of the tags are left out. */
  GeoKeys(GeoTiffTags tags) {
    long[] directory = tags.keyDirectory();
    int count = directory.length < 4 ? 0 : (int) Math.min(directory[3], directory.length / 4 - 1);
    for (int i = 1; i <= count; i++) {
      int key = (int) directory[4 * i];
      int place = (int) directory[4 * i + 1];
      int length = (int) directory[4 * i + 2];
      int value = (int) directory[4 * i + 3];
      if (place == 0) {
        numbers.put(key, new double[] {value});
      } else if (place == DOUBLES && length >= 1 && value + length <= tags.doubleParams().length) {
        double[] some = new double[length];
        System.arraycopy(tags.doubleParams(), value, some, 0, length);
        numbers.put(key, some);
      } else if (place == ASCII && value < tags.asciiParams().length()) {
        int end = Math.min(tags.asciiParams().length(), value + length);
        texts.put(key, tags.asciiParams().substring(value, end).replaceAll("[|\\s]+$", ""));
      }
    }
  }

  boolean isEmpty() {
    return numbers.isEmpty() && texts.isEmpty();
  }

  /** Whether the keys describe a CRS, and not just units, the image or the program. */
  boolean describeCrs() {
    int[] systems = {
      PROJECTED_TYPE, GEOGRAPHIC_TYPE, PROJECTION, METHOD, GEOG_DATUM, GEOG_ELLIPSOID
    };
    return Arrays.stream(systems).anyMatch(this::has)
        || number(GEOG_MAJOR).isPresent()
        || texts.values().stream().anyMatch(text -> text.startsWith(ESRI_TEXT));
  }

  /** The code of a key; 0 if the key is missing. */
  int code(int key) {
    return numbers.containsKey(key) ? (int) numbers.get(key)[0] : 0;
  }

  /** Whether a key has a code other than "undefined" and "user-defined". */
  boolean has(int key) {
    int code = code(key);
    return code > 0 && code != USER_DEFINED;
  }

  /** The number of the first of these keys that is present. */
  OptionalDouble number(int... keys) {
    for (int key : keys) {
      if (numbers.containsKey(key)) {
        return OptionalDouble.of(numbers.get(key)[0]);
      }
    }
    return OptionalDouble.empty();
  }

  double[] numbers(int key) {
    return numbers.getOrDefault(key, new double[0]);
  }

  /** The text of the first of these keys that is present. */
  Optional<String> text(int... keys) {
    for (int key : keys) {
      if (texts.containsKey(key)) {
        return Optional.of(texts.get(key));
      }
    }
    return Optional.empty();
  }
}
