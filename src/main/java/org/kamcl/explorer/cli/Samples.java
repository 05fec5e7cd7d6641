package org.kamcl.explorer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.workbench.Workbench;

/** The sample images, for commands that have something to show before anything was indexed. */
final class Samples {
  private Samples() {}

  /**
   * Makes them searchable, with progress; tells of those that cannot be read.
   *
   * @throws ExplorerException if they did not come with the program
   */
  static void add(Console console, Workspace workspace, Workbench workbench) {
    IndexReport report;
    try (JobProgress progress = new JobProgress(console, "Files")) {
      report = workbench.index(workspace.sample()).run(progress);
    }
    report.problems().forEach(p -> console.note("left out: " + p.reason()));
  }

  /** A workspace of its own with nothing but them, which is gone when it is closed. */
  static final class Apart implements AutoCloseable {
    private final Workspace workspace;

    /**
     * @param like has the program's folder with the samples
     * @throws ExplorerException if they did not come with the program
     */
    Apart(Console console, Workspace like) {
      workspace = new Workspace(temporary(), like.program());
      try (Workbench workbench =
          Workbench.open(
              workspace.home(), workspace.models(), Optional.empty(), DeviceChoice.CPU)) {
        add(console, workspace, workbench);
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
        FileUtils.deleteDirectory(workspace.home().toFile());
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
