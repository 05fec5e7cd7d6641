package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.support.TestModels;

class ExplorerContextTest {
  @TempDir private Path folder;

  private String model(Path models) {
    try (ExplorerContext explorerContext =
        ExplorerContext.open(
            folder.resolve("home"),
            new ModelStore(models, Optional.empty()),
            Optional.empty(),
            DeviceChoice.CPU)) {
      assertEquals(List.of(), explorerContext.archive().images());
      return explorerContext.archive().summary().model();
    }
  }

  @Test
  void anEmptyArchiveNamesTheModelThatWillIndexIt() {
    assertEquals("", model(folder.resolve("models")));
    TestModels.defaultModel(folder.resolve("models/small"));
    assertEquals("small", model(folder.resolve("models")));
    // Which of several it is to be nobody has said.
    TestModels.defaultModel(folder.resolve("models/large"));
    assertEquals("", model(folder.resolve("models")));
  }
}
