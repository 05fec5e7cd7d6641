package org.kamcl.explorer.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

class ConceptMarksTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve(ConceptMarks.FILE_NAME);
  }

  @Test
  void marksAreKept() throws Exception {
    ConceptMarks marks = new ConceptMarks(file());
    assertEquals(Map.of(), marks.read());
    marks.mark("many", Optional.of(false));
    marks.mark("shadow", Optional.of(true));
    marks.mark("sand", Optional.of(false));
    assertEquals(Map.of("many", false, "shadow", true, "sand", false), marks.read());
    assertTrue(
        Files.readString(file()).contains("\"notVisual\": [\n    \"many\",\n    \"sand\"\n  ]"));
    assertEquals(Map.of("shadow", true, "sand", false), marks.mark("many", Optional.empty()));
    assertEquals(Map.of("shadow", true, "sand", false), new ConceptMarks(file()).read());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"notVisual\": \"many\"}",
        "{\"notVisual\": [{}]}",
        "{\"notVisual\": [null]}",
        "{\"notVisual\": [\"many\"",
        "{\"notVisual\": [\"many\"], \"sha256\": \"0123\"}",
        "\u0000\u0001"
      })
  void aDamagedFileIsNamedAndNotOverwritten(String content) throws Exception {
    Files.writeString(file(), content);
    ConceptMarks marks = new ConceptMarks(file());
    KamclException error = assertThrows(KamclException.class, marks::read);
    assertEquals(ConceptError.MARKS_DAMAGED, error.code());
    assertThrows(KamclException.class, () -> marks.mark("many", Optional.of(false)));
    assertEquals(content, Files.readString(file()));
  }
}
