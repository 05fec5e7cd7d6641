package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceQueriesTest {
  @Test
  void thereAreAHundredDifferentTextsOfPlainWords() {
    List<String> all = ReferenceQueries.all();
    assertTrue(all.size() >= 100, "fewer would make the null distribution rough");
    assertEquals(all.size(), new HashSet<>(all).size());
    all.forEach(text -> assertTrue(text.matches("[a-z]+( [a-z]+)*"), text));
  }
}
