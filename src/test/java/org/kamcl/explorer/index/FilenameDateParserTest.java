package org.kamcl.explorer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

class FilenameDateParserTest {
  private static Optional<LocalDate> find(String pattern, String name) {
    return FilenameDateParser.ofPattern(pattern).parse(Path.of("folder", name));
  }

  @Test
  void datesAreFoundAnywhereInTheName() {
    LocalDate day = LocalDate.of(2016, 6, 20);
    assertEquals(Optional.of(day), find("yyyyMMdd", "m_3607824_se_17_1_20160620_subset.tif"));
    assertEquals(Optional.of(day), find("scene_yyyy-MM-dd_*", "scene_2016-06-20_b4.tif"));
    assertEquals(Optional.of(day), find("yyyyDDD", "LC08_2016172.tif"));
    assertEquals(Optional.of(LocalDate.of(2016, 6, 1)), find("yyyy.MM", "a2016.06.tif"));
  }

  @Test
  void invalidDatesAreIgnored() {
    assertEquals(Optional.empty(), find("yyyyMMdd", "tile_20161320.tif"));
    assertEquals(Optional.empty(), find("yyyyMMdd", "tile_1201606201.tif"), "longer numbers");
    assertEquals(Optional.empty(), find("scene_yyyy*", "other_2016.tif"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MMdd", "yyyydd", "yyyyyyyy", "yyyyMMDDD"})
  void patternsWithoutADateAreRejected(String pattern) {
    assertThrows(KamclException.class, () -> FilenameDateParser.ofPattern(pattern));
  }
}
