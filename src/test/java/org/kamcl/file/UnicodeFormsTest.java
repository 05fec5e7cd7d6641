package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnicodeFormsTest {
  @Test
  void formsAreThoseOfUnicode() {
    assertEquals("Z\u00fcrich \u8239", UnicodeForms.composed("Zu\u0308rich \u8239"));
    assertEquals("Zu\u0308rich", UnicodeForms.decomposed("Z\u00fcrich"));
    // Accents below a letter come before those above it.
    assertEquals("a\u0323\u0301", UnicodeForms.decomposed("a\u0301\u0323"));
    String most = "a" + "\u0301".repeat(30);
    assertEquals(most, UnicodeForms.decomposed(most));
  }

  @Test
  void aLongRunOfAccentsIsDividedAndStaysDifferent() {
    String run = "a" + "\u0301\u0323".repeat(20);
    String form = UnicodeForms.decomposed(run);
    assertEquals(run.length() + 1, form.length());
    assertTrue(form.indexOf('\u034f') > 0);
    assertEquals(form, UnicodeForms.decomposed(form), "the form of a form is the same");
    assertNotEquals(form, UnicodeForms.decomposed(run + "\u0301"));
  }
}
