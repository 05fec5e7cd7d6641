package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

class ProbeFileTest {
  @TempDir private Path folder;

  @Test
  void probesAreReadAsTheyWereWritten() {
    List<Probe> probes =
        List.of(new Probe("boats near a pier", "a.jpg"), new Probe("green trees", null));
    assertEquals(Optional.empty(), ProbeFile.read(folder));
    ProbeFile.write(folder, probes);
    assertEquals(Optional.of(probes), ProbeFile.read(folder));
    ProbeFile.write(folder, List.of());
    assertEquals(Optional.of(List.of()), ProbeFile.read(folder));
  }

  /** A file that lost its content is not a run without probes. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "null", "[null]", "[{}]", "[{\"query\": \" \"}]", "{", "[1]"})
  void damagedFileIsNamed(String content) throws IOException {
    Path file = Files.writeString(folder.resolve(ProbeFile.NAME), content);
    KamclException e = assertThrows(KamclException.class, () -> ProbeFile.read(folder));
    assertEquals(RunError.PROBES_DAMAGED, e.code());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }
}
