package org.kamcl.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;

class SynonymsTest {
  private static final Synonyms FEW =
      Synonyms.of(
          "airport, aerodrome\nparking lot, car park # cars\n\nlake, *lagoon\ncity, town", "few");

  private static String replaced(String caption) {
    return FEW.replace(caption, 1, new SplittableRandom(1));
  }

  @Test
  void replacementsAgreeInNumberAndArticle() {
    assertEquals("planes at an aerodrome.", replaced("planes at a airport."));
    assertEquals("planes at an aerodrome.", replaced("planes at an airport."));
    assertEquals("an airport", replaced("an aerodrome"));
    assertEquals("Two car parks near towns", replaced("Two parking lots near cities"));
    assertEquals("a car park", replaced("a parking lot"));
    assertEquals("airporter and cityscape", replaced("airporter and cityscape"));
  }

  @Test
  void starredWordsAreNotReplaced() {
    assertEquals("a lagoon", replaced("a lake"));
    assertEquals("a lagoon", replaced("a lagoon"));
    assertEquals(List.of("lagoons"), FEW.of("lakes"));
    assertEquals(List.of(), FEW.of("lagoon"));
  }

  @Test
  void replacementRateMatchesAndDependsOnTheSeed() {
    String caption = "airport city airport city airport city airport city airport city";
    int replaced = 0;
    for (int seed = 0; seed < 200; seed++) {
      String one = FEW.replace(caption, 0.3, new SplittableRandom(seed));
      assertEquals(one, FEW.replace(caption, 0.3, new SplittableRandom(seed)));
      replaced += one.split("aerodrome|town", -1).length - 1;
    }
    assertEquals(0.3, replaced / 2000.0, 0.04);
    assertEquals(caption, FEW.replace(caption, 0, new SplittableRandom(1)));
  }

  @Test
  void includedListIsRead() {
    Synonyms shipped = Synonyms.of(Synonyms.bundledText(), "synonyms.txt");
    assertTrue(shipped.of("port").contains("harbour"));
    assertTrue(shipped.of("overpasses").contains("flyovers"));
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 30; seed++) {
      seen.add(shipped.replace("many boats in a port", 1, new SplittableRandom(seed)));
    }
    assertTrue(seen.size() > 5, seen.toString());
    assertNotEquals(Set.of("many boats in a port"), seen);
  }

  @Test
  void invalidListIsRejectedWithItsLine() {
    assertTrue(errorText("port, harbour\nlake").contains("mine:2"));
    assertTrue(errorText("port,, harbour").contains("mine:1"));
    assertTrue(errorText("# nothing").contains("is empty"));
  }

  private static String errorText(String text) {
    return assertThrows(KamclException.class, () -> Synonyms.of(text, "mine")).getMessage();
  }
}
