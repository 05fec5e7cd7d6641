package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

class GivenNamesTest {
  private static NameError refusal(String name) {
    return (NameError)
        assertThrows(KamclException.class, () -> GivenNames.checked(name), name).code();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Towns", "Z\u00fcrich 2024", "\u8239", "a/b", "console", "com", "-x", "a.b"})
  void ordinaryNamesStayAsTheyAre(String name) {
    assertEquals(name, GivenNames.checked(name));
    assertEquals(name, GivenNames.checked("  " + name + "\t\n"));
    assertEquals(name, GivenNames.from(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001b[31mb",
        "a\nb",
        "a\rb",
        "a\tb",
        "a\u0000b",
        "a\u0085b",
        "a\u202eb",
        "a\u2066b",
        "a\u200fb",
        "a\u2028b",
        "a\u007fb",
        "a\ud800b"
      })
  void controlCharactersAreRefusedAndReplacedInDefaultNames(String name) {
    assertEquals(NameError.NAME_HAS_CONTROL_CHARACTER, refusal(name));
    assertEquals("a_", GivenNames.from(name).substring(0, 2));
    GivenNames.checked(GivenNames.from(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"con", "NUL", "Com1", "lpt9", "aux.txt", "prn.tar.gz"})
  void namesThatWindowsReservesAreRefused(String name) {
    assertEquals(NameError.NAME_RESERVED, refusal(name));
    assertFalse(GivenNames.isFolderName(name));
    GivenNames.checked(GivenNames.from(name));
  }

  @Test
  void emptyAndLongNamesAreRefused() {
    for (String name : List.of("", " ", "\t\n", "\u3000")) {
      assertEquals(NameError.NAME_EMPTY, refusal(name));
    }
    String longest = "\u8239".repeat(GivenNames.LONGEST);
    assertEquals(longest, GivenNames.checked(longest));
    assertEquals(NameError.NAME_TOO_LONG, refusal(longest + "x"));
    GivenNames.checked(GivenNames.from(longest + "x"));
  }

  @Test
  void bothFormsOfAnAccentGiveTheSameName() {
    assertEquals("Z\u00fcrich", GivenNames.checked("Zu\u0308rich"));
  }

  @Test
  void modelsAndRunsAreFoldersOnEverySystem() {
    for (String name : List.of("a", "run-1", "model_2.5", "0")) {
      assertTrue(GivenNames.isFolderName(name), name);
    }
    for (String name : List.of("", ".", "..", ".a", "a.", "a/b", "a\\b", "a b", "\u8239", "a\n")) {
      assertFalse(GivenNames.isFolderName(name), name);
    }
  }
}
