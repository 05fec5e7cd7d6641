package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * Finds acquisition dates in file names by a pattern: {@code yyyy}, {@code MM} and {@code dd}, or
 * {@code yyyy} and the day of the year {@code DDD}. {@code *} matches any text, {@code ?} one
 * character, and everything else itself. A pattern without {@code *} may match anywhere in the
 * name, as long as no further digits touch the match.
 */
public final class FilenameDateParser {
  private final Pattern pattern;
  private final boolean hasMonth;
  private final boolean hasDay;
  private final boolean hasDayOfYear;

  private FilenameDateParser(
      Pattern pattern, boolean hasMonth, boolean hasDay, boolean hasDayOfYear) {
    this.pattern = pattern;
    this.hasMonth = hasMonth;
    this.hasDay = hasDay;
    this.hasDayOfYear = hasDayOfYear;
  }

  /**
   * Compiles a pattern.
   *
   * @throws KamclException if it has no year, or a day without a month
   */
  public static FilenameDateParser ofPattern(String text) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("yyyy", at)) {
        at = add(regex, "(?<year>\\d{4})", at, 4);
      } else if (text.startsWith("DDD", at)) {
        at = add(regex, "(?<yearday>\\d{3})", at, 3);
      } else if (text.startsWith("MM", at)) {
        at = add(regex, "(?<month>\\d{2})", at, 2);
      } else if (text.startsWith("dd", at)) {
        at = add(regex, "(?<day>\\d{2})", at, 2);
      } else if (text.charAt(at) == '*') {
        at = add(regex, ".*", at, 1);
      } else if (text.charAt(at) == '?') {
        at = add(regex, ".", at, 1);
      } else {
        at = add(regex, Pattern.quote(text.substring(at, at + 1)), at, 1);
      }
    }
    boolean month = text.contains("MM");
    boolean day = text.contains("dd");
    boolean yearDay = text.contains("DDD");
    boolean once =
        text.split("yyyy", -1).length == 2
            && text.split("MM", -1).length <= 2
            && text.split("dd", -1).length <= 2
            && text.split("DDD", -1).length <= 2;
    if (!once || (day && !month) || (yearDay && (month || day))) {
      throw new KamclException(IndexError.DATE_PATTERN_INVALID, text);
    }
    String anywhere = text.contains("*") ? "^" + regex + "$" : "(?<!\\d)" + regex + "(?!\\d)";
    return new FilenameDateParser(Pattern.compile(anywhere), month, day, yearDay);
  }

  private static int add(StringBuilder regex, String part, int at, int length) {
    regex.append(part);
    return at + length;
  }

  /**
   * The first valid date in a file's name. A pattern without a day gives the first day of the
   * month, one without a month the first day of the year.
   */
  public Optional<LocalDate> parse(Path file) {
    Matcher m = pattern.matcher(String.valueOf(file.getFileName()));
    int from = 0;
    while (m.find(from)) {
      Optional<LocalDate> date = date(m);
      if (date.isPresent()) {
        return date;
      }
      from = m.start() + 1;
      if (from > m.regionEnd()) {
        break;
      }
    }
    return Optional.empty();
  }

  private Optional<LocalDate> date(Matcher m) {
    try {
      int year = Integer.parseInt(m.group("year"));
      if (hasDayOfYear) {
        return Optional.of(LocalDate.ofYearDay(year, Integer.parseInt(m.group("yearday"))));
      }
      return Optional.of(
          LocalDate.of(
              year,
              hasMonth ? Integer.parseInt(m.group("month")) : 1,
              hasDay ? Integer.parseInt(m.group("day")) : 1));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
