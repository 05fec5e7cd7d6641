package org.kamcl.explorer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.IndexReport;

/** The sample images, for commands that have something to show before anything was indexed. */
final class SampleData {
  private SampleData() {}

  /**
   * Makes them searchable, with progress; tells of those that cannot be read.
   *
   * @throws ExplorerException if they did not come with the program
   */
  static void index(
      CommandOutput commandOutput, Workspace workspace, ExplorerContext explorerContext) {
    IndexReport report;
    try (JobProgressPrinter progress = new JobProgressPrinter(commandOutput, "Files")) {
      report = explorerContext.index(workspace.sampleData()).run(progress);
    }
    report.problems().forEach(p -> commandOutput.printNote("left out: " + p.reason()));
  }

  /** A workspace of its own with nothing but them, which is gone when it is closed. */
  static final class TemporaryWorkspace implements AutoCloseable {
    private final Workspace workspace;

    /**
     * @param like has the program's folder with the samples
     * @throws ExplorerException if they did not come with the program
     */
    TemporaryWorkspace(CommandOutput commandOutput, Workspace like) {
      workspace = new Workspace(temporary(), like.programFolder());
      try (ExplorerContext explorerContext = ExplorerContext.open(workspace)) {
        index(commandOutput, workspace, explorerContext);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    Workspace workspace() {
      return workspace;
    }

    @Override
    public void close() {
      try {
        FileUtils.deleteDirectory(workspace.folder().toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Path temporary() {
      try {
        return Files.createTempDirectory("kamcl");
      } catch (IOException e) {
        throw new ExplorerException(
            "No temporary folder could be made for the sample images: " + e.getMessage());
      }
    }
  }
}
