package org.kamcl.explorer.ui.explore;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as days since 1970-01-01. */
final class DateScale implements RangeScale {
  /** Up to this length, the arrow keys step by days, else by months. */
  private static final long LONGEST_BY_DAYS = 92;

  private static final int DAYS_PER_PAGE = 7;

  /** Length of 2024-05-31. */
  private static final int LENGTH = 10;

  private static final Pattern DATE =
      Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?");

  private final LocalDate first;
  private final LocalDate last;

  /**
   * @param first earliest date of the archive
   * @param last latest date, after {@code first}
   */
  DateScale(LocalDate first, LocalDate last) {
    this.first = first;
    this.last = last;
  }

  static LocalDate date(double value) {
    return LocalDate.ofEpochDay(Math.round(value));
  }

  @Override
  public double min() {
    return first.toEpochDay();
  }

  @Override
  public double max() {
    return last.toEpochDay();
  }

  @Override
  public String text(double value) {
    return date(value).toString();
  }

  @Override
  public OptionalDouble parse(String text, boolean lower) {
    Matcher parts = DATE.matcher(text.strip());
    if (!parts.matches()) {
      return OptionalDouble.empty();
    }
    try {
      int year = Integer.parseInt(parts.group(1));
      if (parts.group(2) == null) {
        return day(lower ? Year.of(year).atDay(1) : LocalDate.of(year, 12, 31));
      }
      YearMonth month = YearMonth.of(year, Integer.parseInt(parts.group(2)));
      if (parts.group(3) == null) {
        return day(lower ? month.atDay(1) : month.atEndOfMonth());
      }
      return day(month.atDay(Integer.parseInt(parts.group(3))));
    } catch (DateTimeException e) {
      // Such as February 30.
      return OptionalDouble.empty();
    }
  }

  @Override
  public boolean isComplete(String text) {
    // A year may become a month.
    return text.strip().length() == LENGTH;
  }

  private static OptionalDouble day(LocalDate date) {
    return OptionalDouble.of((double) date.toEpochDay());
  }

  @Override
  public double step(double value, int steps, boolean lower) {
    LocalDate day = date(value);
    boolean page = Math.abs(steps) > 1;
    int direction = Integer.signum(steps);
    if (ChronoUnit.DAYS.between(first, last) <= LONGEST_BY_DAYS) {
      return day.plusDays((long) direction * (page ? DAYS_PER_PAGE : 1)).toEpochDay();
    }
    // A lower end is the first day of a month, an upper end the last one.
    LocalDate edge = lower ? day : day.plusDays(1);
    LocalDate start = edge.withDayOfMonth(1);
    long months = page ? 12 : 1;
    LocalDate moved =
        direction > 0
            ? start.plusMonths(months)
            : edge.equals(start) || page ? start.minusMonths(months) : start;
    return (lower ? moved : moved.minusDays(1)).toEpochDay();
  }
}
