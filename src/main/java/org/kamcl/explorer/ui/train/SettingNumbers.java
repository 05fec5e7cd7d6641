package org.kamcl.explorer.ui.train;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Values of settings as people write them. */
public final class SettingNumbers {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");

  private SettingNumbers() {}

  /** A number without exponent and trailing zeros: 0.0005, not 5.0E-4; other values unchanged. */
  public static String plain(String value) {
    if (!NUMBER.matcher(value).matches()) {
      return value;
    }
    BigDecimal number = new BigDecimal(value);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
