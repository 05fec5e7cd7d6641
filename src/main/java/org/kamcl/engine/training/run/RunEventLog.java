package org.kamcl.engine.training.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.JsonNumbers;

/**
 * Appends events to the log of a run, one JSON object per line, and passes them to the listener.
 */
final class RunEventLog implements Closeable {
  /** Size of the file that keeps room for the last events on a full disk. */
  private static final int RESERVE_BYTES = 1 << 16;

  /** Name of that file. */
  static final String RESERVE = "reserve";

  private final Path file;
  private final Path reserve;
  private final FileChannel channel;
  private final TrainingListener listener;

  RunEventLog(Path file, TrainingListener listener) {
    this.file = file;
    this.listener = listener;
    this.reserve = file.resolveSibling(RESERVE);
    try {
      this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failed(e);
    }
    try {
      if (!Files.exists(reserve)) {
        Files.write(reserve, new byte[RESERVE_BYTES]);
      }
    } catch (IOException e) {
      // The disk is full already; the run is paused before its next checkpoint.
    }
  }

  static JsonObject event(String kind, long step) {
    JsonObject event = new JsonObject();
    event.addProperty("event", kind);
    event.addProperty("step", step);
    return event;
  }

  /** Appends an event with the time, milliseconds since 1970, and passes it to the listener. */
  void append(JsonObject event) {
    append(event, listener);
  }

  private void append(JsonObject event, TrainingListener receiver) {
    event.addProperty("time", System.currentTimeMillis());
    String text = EventFile.line(JsonNumbers.finite(event).getAsJsonObject());
    ByteBuffer line = StandardCharsets.UTF_8.encode(text);
    try {
      long end = channel.size();
      try {
        while (line.hasRemaining()) {
          channel.write(line);
        }
      } catch (IOException e) {
        // Half a line would spoil the next one.
        channel.truncate(end);
        throw e;
      }
    } catch (IOException e) {
      throw failed(e);
    }
    receiver.onEvent(event);
  }

  /**
   * Appends the end of a run whose disk is full, in room that was kept for it.
   *
   * @param last receives the event instead of the listener, whose files cannot be written
   */
  void appendOnFullDisk(JsonObject event, TrainingListener last) {
    try {
      Files.deleteIfExists(reserve);
    } catch (IOException e) {
      // Then there may be room in the last block of the log.
    }
    append(event, last);
  }

  /** Passes an event to the listener without appending it. */
  void notifyListener(JsonObject event) {
    listener.onEvent(event);
  }

  /** Appends a warning with its code, arguments and English text. */
  void warn(long step, Problem warning) {
    JsonObject event = event("warning", step);
    add(event, warning);
    append(event);
  }

  /**
   * Adds a problem to an event: {@code code}, {@code arguments} and the English {@code message}.
   */
  static void add(JsonObject event, Problem problem) {
    event.addProperty("code", problem.code());
    event.add("arguments", arguments(problem.arguments()));
    event.addProperty("message", ErrorText.of(problem, Locale.ENGLISH));
  }

  private static JsonArray arguments(List<?> values) {
    JsonArray array = new JsonArray();
    for (Object value : values) {
      if (value instanceof Problem nested) {
        JsonObject object = new JsonObject();
        object.addProperty("code", nested.code());
        object.add("arguments", arguments(nested.arguments()));
        array.add(object);
      } else if (value instanceof List<?> list) {
        array.add(arguments(list));
      } else if (value instanceof Number number) {
        array.add(number);
      } else {
        array.add(String.valueOf(value));
      }
    }
    return array;
  }

  /** Forces the log to the disk. */
  void sync() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private KamclException failed(IOException e) {
    return new KamclException(e, RunError.FILE_NOT_WRITTEN, file);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
