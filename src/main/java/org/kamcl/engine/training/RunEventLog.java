package org.kamcl.engine.training;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kamcl.engine.EngineException;

/** Tells the listener what happens and appends it to the run's events, a line each. */
final class RunEventLog implements Closeable {
  private static final Gson GSON = new Gson();

  private final Path file;
  private final FileChannel channel;
  private final TrainingListener listener;

  RunEventLog(Path file, TrainingListener listener) {
    this.file = file;
    this.listener = listener;
    try {
      this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  static JsonObject event(String kind, long step) {
    JsonObject event = new JsonObject();
    event.addProperty("event", kind);
    event.addProperty("step", step);
    return event;
  }

  /** Something that belongs to the run's history. */
  void append(JsonObject event) {
    ByteBuffer line = StandardCharsets.UTF_8.encode(GSON.toJson(event) + "\n");
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    listener.onEvent(event);
  }

  /** Something that is only worth showing now. */
  void notifyListener(JsonObject event) {
    listener.onEvent(event);
  }

  void warn(long step, String message) {
    JsonObject event = event("warning", step);
    event.addProperty("message", message);
    append(event);
  }

  /** Makes sure that what happened survives a power cut. */
  void sync() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private EngineException failed(IOException e) {
    return new EngineException(
        "The run's events " + file + " could not be written: " + e.getMessage() + ".", e);
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
