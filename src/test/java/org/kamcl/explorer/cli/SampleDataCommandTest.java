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
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.SampleData;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;

class SampleDataCommandTest {
  @TempDir private Path folder;

  private final CommandOutput commandOutput =
      new CommandOutput(
          new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);

  @Test
  void sampleImagesAreIndexedInATemporaryWorkspace() throws IOException {
    Path program = Path.of("").toAbsolutePath();
    Workspace workspace = new Workspace(folder.resolve("workspace"), Optional.of(program));
    Workspace temporary;
    try (SampleData.TemporaryWorkspace samples =
        new SampleData.TemporaryWorkspace(commandOutput, workspace)) {
      temporary = samples.workspace();
      try (ExplorerContext explorerContext = ExplorerContext.open(temporary)) {
        try (Stream<Path> files = Files.list(program.resolve("sample-data/tiles"))) {
          long images = files.filter(f -> f.toString().endsWith(".jpg")).count();
          assertTrue(images > 0);
          assertEquals(images, explorerContext.archive().summary().images());
        }
      }
    }
    assertFalse(Files.exists(temporary.folder()));
    assertFalse(Files.exists(workspace.folder()));
  }

  @Test
  void missingSampleDataIsReported() {
    Workspace without = new Workspace(folder.resolve("workspace"), Optional.of(folder));
    assertFalse(without.hasSampleData());
    assertThrows(
        KamclException.class, () -> new SampleData.TemporaryWorkspace(commandOutput, without));
  }
}
