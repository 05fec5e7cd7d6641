package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.csv.CsvTable;
import org.kamcl.error.KamclException;

class FileMemoryTest {
  @TempDir private Path folder;

  @SuppressWarnings("InfiniteRecursion") // The stack is to be exhausted.
  private static int depth(int level) {
    return 1 + depth(level + 1);
  }

  @Test
  void exhaustedMemoryIsAnErrorOfTheFileThatSaysWhatToDo() {
    Path file = Path.of("large.csv");
    KamclException failure =
        assertThrows(
            KamclException.class,
            () ->
                FileMemory.limited(
                    file,
                    () -> {
                      long[][] all = new long[1_000][];
                      for (int i = 0; i < all.length; i++) {
                        all[i] = new long[Integer.MAX_VALUE - 8];
                      }
                      return all;
                    }));
    assertEquals(FileError.OUT_OF_MEMORY, failure.code());
    assertTrue(failure.getMessage().contains("large.csv"), failure.getMessage());
    assertTrue(failure.getMessage().contains("KAMCL_MEMORY"), failure.getMessage());
  }

  @Test
  void exhaustedStackIsAnErrorOfTheFile() {
    KamclException failure =
        assertThrows(
            KamclException.class, () -> FileMemory.limited(Path.of("deep.json"), () -> depth(0)));
    assertEquals(FileError.NESTED_TOO_DEEPLY, failure.code());
    assertTrue(failure.getMessage().contains("deep.json"), failure.getMessage());
  }

  @Test
  void filesThatCannotFitAreRefusedBeforeTheyAreRead() throws IOException {
    Path file = folder.resolve("large.csv");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(Runtime.getRuntime().maxMemory());
    }
    for (KamclException failure :
        List.of(
            assertThrows(KamclException.class, () -> RegularFiles.readAllBytes(file)),
            assertThrows(KamclException.class, () -> RegularFiles.readString(file)),
            assertThrows(KamclException.class, () -> CsvTable.read(file)))) {
      assertEquals(FileError.TOO_LARGE, failure.code());
      assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
      assertTrue(failure.getMessage().contains("KAMCL_MEMORY"), failure.getMessage());
    }
  }
}
