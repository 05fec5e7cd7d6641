package org.kamcl.explorer.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The labels of axes. */
class TicksTest {
  private static List<String> labels(List<Ticks.Tick> ticks) {
    return ticks.stream().map(Ticks.Tick::label).toList();
  }

  private static List<String> linear(double low, double high, int most) {
    return labels(Ticks.linear(new Span(low, high), most, Locale.ENGLISH));
  }

  private static List<String> logarithmic(double low, double high, int most) {
    return labels(Ticks.logarithmic(new Span(low, high), most, Locale.ENGLISH));
  }

  @Test
  void aLinearAxisHasRoundValues() {
    assertEquals(List.of("0", "10", "20", "30", "40"), linear(0, 40, 5));
    assertEquals(List.of("-0.2", "0", "0.2", "0.4"), linear(-0.3, 0.45, 4));
    assertEquals(List.of("10,000", "20,000", "30,000"), linear(9_999, 31_000, 4));
    assertEquals(List.of("22.20", "22.25", "22.30"), linear(22.16, 22.31, 3));
  }

  @Test
  void epochsAndStepsHaveWholeNumbers() {
    assertEquals(List.of("1", "2", "3"), whole(0.7, 3.2, 8));
    assertEquals(List.of("0", "1"), whole(0, 1, 10));
    assertEquals(List.of("0", "20", "40"), whole(0, 44, 4));
    assertEquals(List.of("2"), whole(1.4, 2.6, 10));
    // Where there is no whole number to show, the place must still be read.
    assertEquals(List.of("1.2", "1.4"), whole(1.1, 1.5, 3));
  }

  private static List<String> whole(double low, double high, int most) {
    return labels(Ticks.whole(new Span(low, high), most, Locale.ENGLISH));
  }

  @Test
  void fewPointsHaveAnAxisWithWholeNumbers() {
    assertEquals(new Span(0, 2), Span.whole(1, 1), "the first step");
    assertEquals(new Span(0, 1), Span.whole(0.1, 0.6), "within the first epoch");
    assertEquals(new Span(2, 3), Span.whole(2.5, 2.5));
    assertEquals(new Span(0, 1), Span.whole(0, 0));
    assertEquals(new Span(1, 7), Span.whole(1, 7));
    // A value and its smoothed one, which differs by rounding.
    assertEquals(0.1, Span.around(1, 1 + 1e-15).length(), 1e-9);
  }

  @Test
  void percentagesEndAtAHundred() {
    assertEquals(100, ValueScale.of(20, 100, 100, false).span().high());
    assertEquals(100, ValueScale.of(100, 100, 100, false).span().high());
    assertTrue(ValueScale.of(20, 60, 100, false).span().high() > 60);
    assertTrue(ValueScale.of(20, 60, 100, false).span().high() < 100);
    // A value that cannot be is still seen.
    assertTrue(ValueScale.of(20, 120, 100, false).span().high() > 120);
  }

  @Test
  void smallNumbersHavePowersOfTen() {
    assertEquals(List.of("0", "1e-4", "2e-4"), linear(0, 2e-4, 2));
    assertEquals(List.of("1.5e-4", "2.0e-4"), linear(1.4e-4, 2.1e-4, 2));
    assertEquals("3.25e-5", Ticks.label(3.25e-5, 1e-7, Locale.ENGLISH));
  }

  @Test
  void aLogarithmicAxisOverSeveralDecadesHasOneTwoFiveOrPowers() {
    assertEquals(List.of("0.1", "0.2", "0.5", "1", "2", "5", "10"), logarithmic(0.1, 10, 9));
    assertEquals(List.of("1e-4", "0.001", "0.01", "0.1", "1", "10"), logarithmic(5e-5, 20, 6));
    List<String> many = logarithmic(1e-12, 1e12, 6);
    assertTrue(many.size() >= 4 && many.size() <= 7, many.toString());
    assertTrue(many.contains("1"), many.toString());
  }

  @Test
  void aLogarithmicAxisBelowOneDecadeHasEquallySpacedValues() {
    assertEquals(List.of("4", "5", "6", "7", "8", "9"), logarithmic(4, 9.5, 6));
    assertEquals(List.of("4.2", "4.3", "4.4"), logarithmic(4.15, 4.45, 3));
    assertEquals(
        0.5, new ValueScale(new Span(4, 9), true).position(6), 1e-12, "the geometric mean");
  }

  @Test
  void timesAreHoursMinutesAndSeconds() {
    assertEquals(List.of("0:00", "0:20", "0:40", "1:00"), labels(Ticks.time(new Span(0, 62), 4)));
    assertEquals(List.of("0:00", "1:00:00", "2:00:00"), labels(Ticks.time(new Span(0, 9_000), 3)));
    assertEquals(List.of("0:00", "24:00:00"), labels(Ticks.time(new Span(0, 100_000), 2)));
  }
}
