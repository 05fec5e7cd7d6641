package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * Finds days in the names of files by a pattern: {@code yyyy}, {@code MM} and {@code dd}, or {@code
 * yyyy} and the day of the year {@code DDD}; {@code *} stands for anything, {@code ?} for one
 * character, everything else for itself. A pattern without stars is looked for anywhere in the
 * name, where no further digits touch it.
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
   * Reads a pattern.
   *
   * @throws ExplorerException if it names no year, or a day without a month
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
      throw new ExplorerException(
          "'"
              + text
              + "' is no pattern of dates: write one such as yyyyMMdd, scene_yyyy-MM-dd_* or"
              + " yyyyDDD.");
    }
    String anywhere = text.contains("*") ? "^" + regex + "$" : "(?<!\\d)" + regex + "(?!\\d)";
    return new FilenameDateParser(Pattern.compile(anywhere), month, day, yearDay);
  }

  private static int add(StringBuilder regex, String part, int at, int length) {
    regex.append(part);
    return at + length;
  }

  /** The first possible day in a file's name; a month or a year alone stands for its first. */
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
