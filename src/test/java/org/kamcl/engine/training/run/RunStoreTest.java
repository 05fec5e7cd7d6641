package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;

class RunStoreTest {
  @TempDir private Path folder;

  private static void write(Path run, String text) {
    try {
      Files.writeString(run.resolve("run.json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void secondOfTwoRunsOfOneNameFailsAndHarmsNothing() throws IOException {
    RunStore first = new RunStore(folder);
    RunStore second = new RunStore(folder);
    KamclException failure =
        assertThrows(
            KamclException.class,
            () ->
                first.create(
                    "same",
                    begun -> {
                      write(begun, "first");
                      // While the first one writes, the second one is complete.
                      second.create("same", other -> write(other, "second"));
                      assertEquals("first", read(begun));
                    }));
    assertTrue(failure.is(RunError.RUN_EXISTS), failure.getMessage());
    assertEquals("second", read(folder.resolve("same")));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("same")), files.toList());
    }
  }

  private static String read(Path run) {
    try {
      return Files.readString(run.resolve("run.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
