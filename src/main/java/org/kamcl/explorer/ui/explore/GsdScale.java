package org.kamcl.explorer.ui.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ground sample distances as logarithms of meters per pixel, because they differ by factors. */
final class GsdScale implements RangeScale {
  /** Significant digits that are displayed. */
  private static final int DIGITS = 3;

  private static final int EXACT = 10;
  private static final double FACTOR = 1.1;
  private static final double FACTOR_PER_PAGE = 2;
  private static final Pattern LENGTH =
      Pattern.compile("(\\d+(?:[.,]\\d+)?|[.,]\\d+)\\s*(mm|cm|m|km)?");

  private final double finest;
  private final double coarsest;
  private final Locale locale;

  /**
   * @param finest smallest ground sample distance of the archive, meters per pixel, above 0
   * @param coarsest largest one
   * @param locale how numbers are written
   */
  GsdScale(double finest, double coarsest, Locale locale) {
    this.finest = finest;
    this.coarsest = coarsest;
    this.locale = locale;
  }

  /** The distance of a value in meters per pixel, without the rounding errors of the logarithm. */
  static double meters(double value) {
    return BigDecimal.valueOf(Math.exp(value)).round(new MathContext(EXACT)).doubleValue();
  }

  @Override
  public double min() {
    return Math.log(finest);
  }

  @Override
  public double max() {
    return Math.log(coarsest);
  }

  @Override
  public String text(double value) {
    BigDecimal rounded = BigDecimal.valueOf(Math.exp(value)).round(new MathContext(DIGITS));
    DecimalFormat format =
        new DecimalFormat("0.########", DecimalFormatSymbols.getInstance(locale));
    return format.format(rounded) + " m";
  }

  @Override
  public OptionalDouble parse(String text, boolean lower) {
    Matcher parts = LENGTH.matcher(text.strip());
    if (!parts.matches()) {
      return OptionalDouble.empty();
    }
    double unit =
        switch (parts.group(2) == null ? "m" : parts.group(2)) {
          case "mm" -> 0.001;
          case "cm" -> 0.01;
          case "km" -> 1000;
          default -> 1;
        };
    double meters = Double.parseDouble(parts.group(1).replace(',', '.')) * unit;
    return meters > 0 ? OptionalDouble.of(Math.log(meters)) : OptionalDouble.empty();
  }

  @Override
  public boolean isComplete(String text) {
    return false;
  }

  @Override
  public double step(double value, int steps, boolean lower) {
    double factor = Math.abs(steps) > 1 ? FACTOR_PER_PAGE : FACTOR;
    return value + Integer.signum(steps) * Math.log(factor);
  }
}
