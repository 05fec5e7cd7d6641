package org.kamcl.explorer.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The labeled values of an axis. */
final class Ticks {
  private static final double[] NICE = {1, 2, 5, 10};
  private static final double[] TIME_STEPS = {
    1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
  };
  private static final double DAY = 86_400;

  /** From here on, digits are replaced by a power of ten. */
  private static final double LARGE = 1e7;

  private static final double SMALL = 1e-3;

  private Ticks() {}

  /**
   * A labeled value.
   *
   * @param value its value
   * @param label its text
   */
  record Tick(double value, String label) {}

  /**
   * Values at equal distances.
   *
   * @param most maximum number of labels, at least 2
   */
  static List<Tick> linear(Span span, int most, Locale locale) {
    return every(niceStep(span.length() / most), span, locale);
  }

  private static List<Tick> every(double step, Span span, Locale locale) {
    List<Tick> ticks = new ArrayList<>();
    long first = (long) Math.ceil(span.low() / step - 1e-9);
    long last = (long) Math.floor(span.high() / step + 1e-9);
    for (long i = first; i <= last; i++) {
      ticks.add(new Tick(i * step, label(i * step, step, locale)));
    }
    return ticks;
  }

  /**
   * Whole numbers at equal distances; fractions only where the span is shorter than 1.
   *
   * @param most maximum number of labels, at least 2
   */
  static List<Tick> whole(Span span, int most, Locale locale) {
    return span.length() < 1
        ? linear(span, most, locale)
        : every(niceStep(Math.max(1, span.length() / most)), span, locale);
  }

  private static double niceStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double nice : NICE) {
      if (nice * power >= least * (1 - 1e-9)) {
        return nice * power;
      }
    }
    return 10 * power;
  }

  /**
   * Values of a logarithmic axis: powers of ten; 1, 2 and 5 times them if there is space; equally
   * spaced values if the axis is shorter than a decade.
   *
   * @param span positive
   * @param most maximum number of labels, at least 2
   */
  static List<Tick> logarithmic(Span span, int most, Locale locale) {
    double decades = Math.log10(span.high() / span.low());
    if (decades < 1) {
      return linear(span, most, locale).stream().filter(tick -> tick.value() > 0).toList();
    }
    int first = (int) Math.floor(Math.log10(span.low()));
    int last = (int) Math.ceil(Math.log10(span.high()));
    double[] factors = decades * 3 <= most ? new double[] {1, 2, 5} : new double[] {1};
    int every = Math.max(1, (int) Math.ceil(decades / most));
    List<Tick> ticks = new ArrayList<>();
    for (int power = first; power <= last; power++) {
      for (double factor : factors) {
        double value = factor * Math.pow(10, power);
        boolean within = value >= span.low() * (1 - 1e-12) && value <= span.high() * (1 + 1e-12);
        if (within && Math.floorMod(power, every) == 0) {
          ticks.add(new Tick(value, label(value, value, locale)));
        }
      }
    }
    return ticks;
  }

  /**
   * Times as hours, minutes and seconds.
   *
   * @param span seconds
   * @param most maximum number of labels, at least 2
   */
  static List<Tick> time(Span span, int most) {
    double least = span.length() / most;
    double step = DAY * Math.max(1, Math.ceil(least / DAY));
    for (double nice : TIME_STEPS) {
      if (nice >= least) {
        step = nice;
        break;
      }
    }
    if (least < 1) {
      step = niceStep(least);
    }
    List<Tick> ticks = new ArrayList<>();
    for (double i = Math.ceil(span.low() / step - 1e-9); i * step <= span.high() + 1e-9; i++) {
      ticks.add(new Tick(i * step, timeLabel(i * step, step)));
    }
    return ticks;
  }

  /** "1:05:30", "5:30" or "2.5 s". */
  static String timeLabel(double seconds, double precision) {
    if (precision < 1) {
      return String.format(Locale.ROOT, "%." + decimals(precision) + "f s", seconds);
    }
    long all = Math.round(seconds);
    return all < 3600
        ? String.format(Locale.ROOT, "%d:%02d", all / 60, all % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", all / 3600, all / 60 % 60, all % 60);
  }

  /**
   * A number with the digits that a precision needs.
   *
   * @param precision distance to the next value, positive
   */
  static String label(double value, double precision, Locale locale) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    if (size >= LARGE || (size < SMALL && precision < SMALL)) {
      double power = Math.floor(Math.log10(size) + 1e-12);
      int digits = Math.max(0, (int) (power - Math.floor(Math.log10(precision) + 1e-9)));
      return String.format(
          Locale.ROOT, "%." + digits + "fe%d", value / Math.pow(10, power), (int) power);
    }
    return String.format(locale, "%,." + decimals(precision) + "f", value);
  }

  private static int decimals(double precision) {
    return Math.max(0, (int) -Math.floor(Math.log10(precision) + 1e-9));
  }
}
