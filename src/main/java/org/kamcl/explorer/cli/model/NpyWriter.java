package org.kamcl.explorer.cli.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.file.Leftovers;
import org.kamcl.file.NpyHeader;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes NumPy's .npy format 1.0: float32, little-endian, C order. Rows are written one by one; the
 * header gets their number at the end, and only then the file is moved to its final name.
 */
final class NpyWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NpyWriter.class);

  private final Path target;
  private final Path temporary;
  private final int columns;
  private final OutputStream out;
  private final ByteBuffer row;
  private long rows;
  private boolean finished;

  NpyWriter(Path target, int columns) {
    this.target = target.toAbsolutePath();
    this.temporary = TemporaryName.beside(this.target);
    this.columns = columns;
    this.row = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (!Files.isDirectory(this.target.getParent())) {
      throw new KamclException(ModelCommandError.NO_OUTPUT_FOLDER, this.target.getParent());
    }
    RegularFiles.check(this.target);
    Leftovers.removeOf(this.target);
    try {
      out =
          new BufferedOutputStream(
              Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), 1 << 16);
      out.write(NpyHeader.of(0, columns));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  void write(float[] values) {
    row.clear();
    row.asFloatBuffer().put(values, 0, columns);
    try {
      out.write(row.array());
      rows++;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  long rows() {
    return rows;
  }

  /** Completes the file; without this call, closing deletes it. */
  void finish() {
    try {
      out.close();
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(NpyHeader.of(rows, columns)), 0);
        channel.force(true);
      }
      TemporaryName.publish(temporary, target);
      finished = true;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private KamclException failure(IOException e) {
    return new KamclException(e, CommandError.FILE_NOT_WRITTEN, target, e.getMessage());
  }

  @Override
  public void close() {
    if (!finished) {
      // Closing fails as well on a full disk; the original failure is the one to report.
      try {
        out.close();
      } catch (IOException ignored) {
        LOG.debug("{} could not be closed", temporary, ignored);
      }
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException ignored) {
        LOG.debug("{} could not be deleted", temporary, ignored);
      }
    }
  }
}
