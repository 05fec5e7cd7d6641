package org.kamcl.explorer.geo;

import java.util.HashMap;
import java.util.Map;
import org.kamcl.error.KamclException;

/**
 * EPSG codes that do not say where an image is: they are deprecated, and their replacement lies 100
 * m to thousands of kilometers away. GDAL reads such a code as its replacement, other programs as
 * it was defined.
 */
final class ReplacedCodes {
  private static final String CODES = "replaced-codes.csv";
  private static final Map<Integer, Integer> REPLACEMENTS = read();

  private ReplacedCodes() {}

  private static Map<Integer, Integer> read() {
    Map<Integer, Integer> replacements = new HashMap<>();
    DatumShifts.lines(
        CODES,
        line -> {
          double[] n = SidecarFiles.numbers(line.split(","));
          replacements.put((int) n[0], (int) n[1]);
        });
    return Map.copyOf(replacements);
  }

  /**
   * Refuses a code in a file that programs read differently.
   *
   * @throws KamclException with the code and its replacement
   */
  static void check(int code) {
    if (REPLACEMENTS.containsKey(code)) {
      throw new KamclException(
          GeoError.CRS_CODE_AMBIGUOUS, "EPSG:" + code, "EPSG:" + REPLACEMENTS.get(code));
    }
  }
}
