package org.kamcl.explorer.about;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class ProgramInfoTest {
  @Test
  void linesOfTheBuildAreReadAndSortedByName() {
    assertEquals(
        List.of(
            new ProgramInfo.Library(
                "GeographicLib", "2.0", List.of("The MIT License(MIT)"), "net.sf:GeographicLib"),
            new ProgramInfo.Library(
                "Java Native Access",
                "5.17.0",
                List.of("Apache-2.0", "LGPL-2.1-or-later"),
                "net.java.dev.jna:jna"),
            new ProgramInfo.Library(
                "JPEG2000 support",
                "1.4.0",
                List.of("BSD 3-clause License w/nuclear disclaimer", "JJ2000"),
                "com.github.jai-imageio:jai-imageio-jpeg2000")),
        ProgramInfo.libraries(
            "Java Native Access\tnet.java.dev.jna:jna\t5.17.0\tApache-2.0\tLGPL-2.1-or-later\n"
                + "GeographicLib\tnet.sf:GeographicLib\t2.0\tThe MIT License(MIT)\n"
                + "JPEG2000 support\tcom.github.jai-imageio:jai-imageio-jpeg2000\t1.4.0"
                + "\tBSD 3-clause License w/nuclear disclaimer\tJJ2000\n"));
  }

  @Test
  void licenseAndCreditsAreThoseOfTheSource() throws IOException {
    assertEquals(Files.readString(Path.of("LICENSE")), ProgramInfo.license());
    assertEquals(Files.readString(Path.of("NOTICE")), ProgramInfo.notice());
    assertTrue(ProgramInfo.version().matches("\\d.*"), ProgramInfo.version());
  }

  @SuppressWarnings("UnusedMethod") // the condition of a test
  private static boolean builtWithMaven() {
    return ProgramInfo.class.getResource("third-party.txt") != null;
  }

  @Test
  @EnabledIf("builtWithMaven")
  void everyLibraryOfTheBuildIsListedWithItsLicense() throws IOException {
    String list =
        Files.readString(
            Path.of(
                "target/generated-resources/third-party/org/kamcl/explorer/about/third-party.txt"));
    long lines = list.lines().filter(line -> !line.isBlank()).count();
    List<ProgramInfo.Library> libraries = ProgramInfo.libraries();
    assertEquals(lines, libraries.size(), "lines that are not understood");
    assertTrue(lines > 40, lines + " libraries");
    for (ProgramInfo.Library library : libraries) {
      assertTrue(
          library.licenses().stream().noneMatch(name -> name.contains("Unknown")),
          library.toString());
    }
  }
}
