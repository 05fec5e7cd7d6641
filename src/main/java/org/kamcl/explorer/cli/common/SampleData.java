package org.kamcl.explorer.cli.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.file.TemporaryFolder;

/** The sample images, for commands that run before anything is indexed. */
public final class SampleData {
  private SampleData() {}

  /**
   * Indexes the sample images, with progress; files that cannot be read are listed.
   *
   * @throws KamclException if the program came without sample images
   */
  public static void index(
      CommandOutput commandOutput, Workspace workspace, ExplorerContext explorerContext) {
    IndexReport report;
    try (JobProgressPrinter progress =
        new JobProgressPrinter(commandOutput, ProgressSubject.FILES)) {
      report = explorerContext.index(workspace.sampleData()).run(progress);
    }
    report.problems().forEach(commandOutput::printSkipped);
  }

  /** A temporary workspace with the sample images only; closing it deletes it. */
  public static final class TemporaryWorkspace implements AutoCloseable {
    private final Workspace workspace;

    /**
     * @param like names the program folder that has the samples
     * @throws KamclException if the program came without sample images
     */
    public TemporaryWorkspace(CommandOutput commandOutput, Workspace like) {
      workspace = new Workspace(temporary(), like.programFolder());
      try (ExplorerContext explorerContext = ExplorerContext.open(workspace)) {
        index(commandOutput, workspace, explorerContext);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    public Workspace workspace() {
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
        return Files.createTempDirectory(TemporaryFolder.location(), "kamcl");
      } catch (IOException e) {
        throw new KamclException(e, CommandError.NO_TEMPORARY_FOLDER, e.getMessage());
      }
    }
  }
}
