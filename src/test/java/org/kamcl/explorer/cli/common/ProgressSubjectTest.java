package org.kamcl.explorer.cli.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kamcl.progress.ProgressStage;

class ProgressSubjectTest {
  private static String line(ProgressSubject subject, Locale locale) {
    return subject.line(locale, "1,203", "4,000", "12.5", "0:03:44");
  }

  @Test
  void linesAreInTheLanguage() {
    assertEquals(
        "Images 1,203 of 4,000, 12.5/s, 0:03:44 left",
        line(ProgressSubject.IMAGES, Locale.ENGLISH));
    assertEquals(
        line(ProgressSubject.IMAGES, Locale.ENGLISH), line(ProgressSubject.IMAGES, Locale.GERMAN));
    assertEquals(
        "\u56fe\u50cf\uff1a1,203 / 4,000\uff0c\u6bcf\u79d2 12.5\uff0c\u5269\u4f59 0:03:44",
        line(ProgressSubject.IMAGES, Locale.SIMPLIFIED_CHINESE));
  }

  @Test
  void everySubjectHasATextInEachLanguage() {
    for (ProgressStage stage : ProgressStage.values()) {
      assertEquals(stage.name(), ProgressSubject.of(stage).name());
    }
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
      assertEquals(
          ProgressSubject.values().length,
          Arrays.stream(ProgressSubject.values())
              .map(subject -> line(subject, locale))
              .collect(Collectors.toSet())
              .size());
    }
  }
}
