package org.kamcl.engine.training;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.engine.EngineException;

/**
 * A run on disk: what it is ({@code run.json}), what happened ({@code events.jsonl}), its start
 * weights, word lists, checkpoints and best weights.
 */
public final class RunFolder {
  static final String SPEC = "run.json";
  static final String START = "start.safetensors";
  static final String BEST = "best.safetensors";
  private static final String EVENTS = "events.jsonl";
  private static final String REQUEST = "request";
  private static final String LOCK = "lock";

  private final Path folder;

  RunFolder(Path folder) {
    this.folder = folder;
  }

  /** What a run is doing. */
  public enum Status {
    /** A process works on it. */
    RUNNING,
    /** Ended in the middle, by wish or not; can be resumed. */
    RESUMABLE,
    /** Ended early by wish. */
    STOPPED,
    /** Did all its epochs, or stopped early because it got no better. */
    FINISHED
  }

  /** What somebody asks of a running run. */
  enum Request {
    NONE,
    PAUSE,
    STOP
  }

  /** Where it lies. */
  public Path path() {
    return folder;
  }

  /** Its name. */
  public String name() {
    return folder.getFileName().toString();
  }

  /**
   * What it is.
   *
   * @throws EngineException if the file is missing or broken
   */
  public RunSpec spec() {
    Path file = folder.resolve(SPEC);
    try {
      RunSpec spec = RunSpec.fromJson(Files.readString(file, StandardCharsets.UTF_8));
      if (spec == null || spec.network() == null || spec.training() == null) {
        throw new EngineException("The run's description " + file + " is incomplete.");
      }
      return spec;
    } catch (IOException e) {
      throw new EngineException("The run's description " + file + " could not be read.", e);
    } catch (JsonParseException e) {
      throw new EngineException("The run's description " + file + " is broken.", e);
    }
  }

  /** What it is doing. */
  public Status status() {
    if (locked()) {
      return Status.RUNNING;
    }
    List<JsonObject> events = events();
    if (!events.isEmpty()) {
      JsonObject last = events.get(events.size() - 1);
      if (last.get("event").getAsString().equals("end")) {
        String outcome = last.get("outcome").getAsString();
        return switch (outcome) {
          case "finished" -> Status.FINISHED;
          case "stopped" -> Status.STOPPED;
          default -> Status.RESUMABLE;
        };
      }
    }
    return Status.RESUMABLE;
  }

  private boolean locked() {
    Path file = folder.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Takes the run for this process.
   *
   * @throws EngineException if another one has it
   */
  FileChannel lock() {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw taken();
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      throw taken();
    } catch (IOException e) {
      throw new EngineException("The run's folder " + folder + " cannot be written.", e);
    }
  }

  private EngineException taken() {
    return new EngineException(
        "Another process works on the run '" + name() + "'. Pause it first: kamcl runs pause.");
  }

  /** All that happened, in order; a last line that was cut off is left out. */
  public List<JsonObject> events() {
    Path file = folder.resolve(EVENTS);
    List<JsonObject> events = new ArrayList<>();
    if (!Files.exists(file)) {
      return events;
    }
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        try {
          events.add(JsonParser.parseString(line).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
          break;
        }
      }
    } catch (IOException e) {
      throw new EngineException("The run's events " + file + " could not be read.", e);
    }
    return events;
  }

  /** Forgets what happened behind a step, because it will happen again. */
  void forgetAfter(long step) {
    StringBuilder kept = new StringBuilder();
    for (JsonObject event : events()) {
      boolean ended = event.get("event").getAsString().equals("end");
      if (!ended && (!event.has("step") || event.get("step").getAsLong() <= step)) {
        kept.append(event).append('\n');
      }
    }
    Path next = folder.resolve(EVENTS + ".next");
    try {
      Files.writeString(next, kept.toString(), StandardCharsets.UTF_8);
      Files.move(
          next,
          folder.resolve(EVENTS),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EngineException("The run's events in " + folder + " could not be written.", e);
    }
  }

  /** Appends events. */
  BufferedWriter appendEvents() throws IOException {
    return Files.newBufferedWriter(
        folder.resolve(EVENTS),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * Asks the process that works on the run to write a checkpoint and end.
   *
   * @param forGood whether the run is over then; otherwise it can be resumed
   * @throws EngineException if nobody works on it
   */
  public void ask(boolean forGood) {
    if (!locked()) {
      throw new EngineException(
          "The run '"
              + name()
              + "' is not running, but "
              + status().toString().toLowerCase(Locale.ROOT)
              + ".");
    }
    Request request = forGood ? Request.STOP : Request.PAUSE;
    try {
      Files.writeString(folder.resolve(REQUEST), request.name(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EngineException("The run's folder " + folder + " cannot be written.", e);
    }
  }

  /** What was asked of the run; asked once only. */
  Request takeRequest() {
    Path file = folder.resolve(REQUEST);
    if (!Files.exists(file)) {
      return Request.NONE;
    }
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      Files.delete(file);
      return text.equals(Request.STOP.name()) ? Request.STOP : Request.PAUSE;
    } catch (IOException e) {
      return Request.NONE;
    }
  }

  /** The last epoch's event, if one is done. */
  public Optional<JsonObject> lastEpoch() {
    return events().stream()
        .filter(e -> e.get("event").getAsString().equals("epoch"))
        .reduce((a, b) -> b);
  }
}
