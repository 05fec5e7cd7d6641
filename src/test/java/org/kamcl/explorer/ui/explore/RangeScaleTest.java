package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RangeScaleTest {
  private final DateScale years =
      new DateScale(LocalDate.of(2001, 5, 20), LocalDate.of(2020, 3, 2));
  private final DateScale weeks = new DateScale(LocalDate.of(2020, 3, 1), LocalDate.of(2020, 4, 2));
  private final GsdScale gsd = new GsdScale(0.1, 30, Locale.ENGLISH);

  private String parsed(String text, boolean lower) {
    OptionalDouble value = years.parse(text, lower);
    return value.isPresent() ? years.text(value.getAsDouble()) : "";
  }

  private String stepped(DateScale scale, String date, int steps, boolean lower) {
    return scale.text(scale.step((double) LocalDate.parse(date).toEpochDay(), steps, lower));
  }

  @Test
  void datesAreReadWithOrWithoutMonthAndDay() {
    assertEquals("2015-03-07", parsed(" 2015-03-07 ", true));
    assertEquals("2015-03-07", parsed("2015/3/7", false));
    assertEquals("2015-01-01", parsed("2015", true));
    assertEquals("2015-12-31", parsed("2015", false));
    assertEquals("2016-02-01", parsed("2016-02", true));
    assertEquals("2016-02-29", parsed("2016-02", false));
    for (String wrong : new String[] {"", "15", "2015-13", "2015-02-30", "tomorrow", "2015-"}) {
      assertEquals("", parsed(wrong, true), wrong);
    }
  }

  @Test
  void keysStepByMonthsAndYearsInALongRange() {
    assertEquals("2001-06-01", stepped(years, "2001-05-20", 1, true));
    assertEquals("2001-07-01", stepped(years, "2001-06-01", 1, true));
    assertEquals("2001-06-01", stepped(years, "2001-06-15", -1, true));
    assertEquals("2001-05-01", stepped(years, "2001-06-01", -1, true));
    assertEquals("2020-02-29", stepped(years, "2020-03-02", -1, false));
    assertEquals("2020-01-31", stepped(years, "2020-02-29", -1, false));
    assertEquals("2020-03-31", stepped(years, "2020-02-29", 1, false));
    assertEquals("2003-01-01", stepped(years, "2002-01-01", 10, true));
    assertEquals("2018-12-31", stepped(years, "2019-12-31", -10, false));
  }

  @Test
  void keysStepByDaysAndWeeksInAShortRange() {
    assertEquals("2020-03-02", stepped(weeks, "2020-03-01", 1, true));
    assertEquals("2020-03-25", stepped(weeks, "2020-04-01", -10, false));
  }

  @Test
  void distancesAreReadWithUnitsAndKeepTheirValue() {
    assertEquals(0.5, GsdScale.meters(gsd.parse("0.5", true).getAsDouble()));
    assertEquals(0.5, GsdScale.meters(gsd.parse("50 cm", true).getAsDouble()));
    assertEquals(1.25, GsdScale.meters(gsd.parse("1,25 m", true).getAsDouble()));
    assertEquals(1000, GsdScale.meters(gsd.parse("1km", true).getAsDouble()));
    assertEquals(0.3048, GsdScale.meters(gsd.parse("0.3048", true).getAsDouble()));
    for (String wrong : new String[] {"", "0", "-1", "wide", "5 ft", "1.2.3"}) {
      assertTrue(gsd.parse(wrong, true).isEmpty(), wrong);
    }
    assertEquals("0.305 m", gsd.text(Math.log(0.3048)));
    assertEquals("30 m", gsd.text(gsd.max()));
    double next = gsd.step(Math.log(1), 1, true);
    assertEquals(1.1, Math.exp(next), 1e-9);
    assertEquals(2, Math.exp(gsd.step(Math.log(1), 10, true)), 1e-9);
  }
}
