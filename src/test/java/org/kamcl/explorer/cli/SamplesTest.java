package org.kamcl.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.workbench.Workbench;

class SamplesTest {
  @TempDir private Path folder;

  private final Console console =
      new Console(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);

  @Test
  void areShownApartFromWhatTheUserHas() throws IOException {
    Path program = Path.of("").toAbsolutePath();
    Workspace own = new Workspace(folder.resolve("home"), Optional.of(program));
    Workspace apart;
    try (Samples.Apart samples = new Samples.Apart(console, own)) {
      apart = samples.workspace();
      try (Workbench workbench =
          Workbench.open(apart.home(), apart.models(), Optional.empty(), DeviceChoice.CPU)) {
        try (Stream<Path> files = Files.list(program.resolve("sample-data/windows"))) {
          long pictures = files.filter(f -> f.toString().endsWith(".jpg")).count();
          assertTrue(pictures > 0);
          assertEquals(pictures, workbench.archive().summary().images());
        }
      }
    }
    assertFalse(Files.exists(apart.home()));
    assertFalse(Files.exists(own.home()));
  }

  @Test
  void areNamedWhereTheyDidNotComeWithTheProgram() {
    Workspace without = new Workspace(folder.resolve("home"), Optional.of(folder));
    assertFalse(without.hasSample());
    assertThrows(ExplorerException.class, () -> new Samples.Apart(console, without));
  }
}
