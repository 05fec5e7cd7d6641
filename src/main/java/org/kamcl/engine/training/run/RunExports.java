package org.kamcl.engine.training.run;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.kamcl.error.KamclException;
import org.kamcl.file.TemporaryName;

/**
 * The files of a run for other programs: {@code metrics.csv} and TensorBoard's event file. Both
 * follow the log of the events. They are written again when a run continues, so that they have no
 * row twice after a kill, and are extended at checkpoints and after each epoch.
 */
final class RunExports implements TrainingListener {
  private static final int BUFFER = 1 << 16;

  private final Path metrics;
  private final Path tensorBoard;
  private final long created;
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  private final TrainingListener next;

  /**
   * Writes the files of a run as of its last checkpoint.
   *
   * @param next receives the events after this
   */
  RunExports(RunFolder run, RunSpec spec, TrainingListener next) {
    this.created = created(spec);
    this.metrics = run.path().resolve(MetricsFile.NAME);
    this.tensorBoard = run.path().resolve(TensorBoardFile.name(created));
    this.next = next;
    rows.writeBytes(MetricsFile.header());
    frames.writeBytes(TensorBoardFile.header(created));
    List<JsonObject> events = run.events();
    events.forEach(this::add);
    replace(metrics, rows);
    replace(tensorBoard, frames);
  }

  private static long created(RunSpec spec) {
    try {
      return Instant.parse(String.valueOf(spec.created())).getEpochSecond();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  @Override
  public void onEvent(JsonObject event) {
    add(event);
    switch (event.get("event").getAsString()) {
      case "checkpoint", "epoch", "end" -> flush();
      default -> {
        if (rows.size() > BUFFER) {
          flush();
        }
      }
    }
    next.onEvent(event);
  }

  private void add(JsonObject event) {
    rows.writeBytes(MetricsFile.row(event));
    frames.writeBytes(TensorBoardFile.frame(event, created));
  }

  private void flush() {
    append(metrics, rows);
    append(tensorBoard, frames);
  }

  private static void append(Path file, ByteArrayOutputStream bytes) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      write(channel, bytes);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_NOT_WRITTEN, file);
    }
  }

  private static void replace(Path file, ByteArrayOutputStream bytes) {
    Path part = TemporaryName.beside(file);
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        write(channel, bytes);
      }
      TemporaryName.publish(part, file);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_NOT_WRITTEN, file);
    }
  }

  private static void write(FileChannel channel, ByteArrayOutputStream bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    bytes.reset();
  }
}
