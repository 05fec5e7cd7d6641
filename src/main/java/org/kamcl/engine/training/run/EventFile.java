package org.kamcl.engine.training.run;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.kamcl.file.RegularFiles;

/**
 * The format of the event log of a run: one JSON object per line, whose last value {@code crc} is
 * the CRC32C of the line without it. Logs of earlier versions have no checksums.
 */
final class EventFile {
  private static final Gson GSON = new Gson();
  private static final String CRC = "crc";
  private static final Pattern CHECKED_LINE =
      Pattern.compile("(\\{.*),\"" + CRC + "\":\"([0-9a-f]{8})\"\\}");

  /** The values that each kind of event has; others have any. */
  private static final Map<String, List<String>> TEXTS =
      Map.of("end", List.of("outcome"), "warning", List.of("message"));

  private static final Map<String, List<String>> NUMBERS =
      Map.of(
          "step",
          List.of("epoch", "batch", "batches", "learningRate", "pairsPerSecond", "secondsLeft"),
          "epoch",
          List.of("epoch", "loss"));

  private static final List<String> LOSSES =
      List.of("triplet", "infoNce", "distillation", "momentumContrast", "concept", "total");

  /** What the end of a run names that has a model. */
  private static final List<String> KEPT = List.of("state", "model", "weights");

  /** Bytes before a position whose checksum tells whether the log was rewritten. */
  private static final int TAIL = 256;

  private static final List<String> RECALLS = List.of("r1", "r5", "r10");

  private EventFile() {}

  /**
   * The content of a log.
   *
   * @param events without their checksums
   * @param damaged numbers of the lines that are skipped, from 1
   */
  record Content(List<JsonObject> events, List<Integer> damaged) {}

  /** A line with its checksum, and its end. */
  static String line(JsonObject event) {
    String json = GSON.toJson(event);
    return json.substring(0, json.length() - 1) + ",\"" + CRC + "\":\"" + sum(json) + "\"}\n";
  }

  private static String sum(String json) {
    CRC32C sum = new CRC32C();
    sum.update(json.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /**
   * Reads a log. Damaged lines are skipped; an incomplete last line, which a killed process leaves,
   * is none.
   *
   * @param file may be missing
   */
  static Content read(Path file) throws IOException {
    List<JsonObject> events = new ArrayList<>();
    List<Integer> damaged = new ArrayList<>();
    if (!Files.exists(file)) {
      return new Content(events, damaged);
    }
    // Invalid bytes are replaced, so that they damage their own line only.
    String text;
    try (InputStream in = RegularFiles.open(file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    boolean checked = false;
    int number = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      number++;
      boolean sealed = CHECKED_LINE.matcher(line).matches();
      JsonObject event = event(line, checked);
      checked |= sealed;
      if (event != null) {
        events.add(event);
      } else if (end >= 0) {
        damaged.add(number);
      }
      at = end < 0 ? text.length() : end + 1;
    }
    return new Content(events, damaged);
  }

  /**
   * Reads what was appended since a position.
   *
   * @param file may be missing
   */
  static LogSlice since(Path file, LogPosition since) throws IOException {
    if (!Files.exists(file)) {
      return new LogSlice(List.of(), LogPosition.START, 0, since.offset() > 0);
    }
    try (FileChannel channel = RegularFiles.channel(file)) {
      long size = channel.size();
      byte[] before = tail(channel, since.offset());
      boolean same = since.offset() <= size && checksum(before) == since.check();
      boolean restarted = since.offset() > 0 && !same;
      long from = restarted ? 0 : since.offset();
      byte[] bytes = bytes(channel, from, size);
      int complete = bytes.length;
      while (complete > 0 && bytes[complete - 1] != '\n') {
        complete--;
      }
      String text = new String(bytes, 0, complete, StandardCharsets.UTF_8);
      boolean checked = from > 0 && new String(before, StandardCharsets.UTF_8).endsWith("\"}\n");
      List<JsonObject> events = new ArrayList<>();
      int damaged = 0;
      for (String line : text.split("\n", -1)) {
        JsonObject event = line.isEmpty() ? null : event(line, checked);
        checked |= CHECKED_LINE.matcher(line).matches();
        if (event != null) {
          events.add(event);
        } else if (!line.isEmpty()) {
          damaged++;
        }
      }
      long offset = from + complete;
      byte[] last = tail(channel, offset);
      return new LogSlice(events, new LogPosition(offset, checksum(last)), damaged, restarted);
    }
  }

  /** The bytes before an offset; fewer at the beginning. */
  private static byte[] tail(FileChannel channel, long offset) throws IOException {
    return bytes(channel, Math.max(0, offset - TAIL), offset);
  }

  /** The bytes of a part of a file, which may be shorter. */
  private static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, to - from));
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        break;
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static int checksum(byte[] bytes) {
    if (bytes.length == 0) {
      return 0;
    }
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /**
   * The event of a line, or null if it is damaged.
   *
   * @param checked whether an earlier line had a checksum, so that this one must have one
   */
  private static @Nullable JsonObject event(String line, boolean checked) {
    String json = line;
    Matcher matcher = CHECKED_LINE.matcher(line);
    if (matcher.matches()) {
      json = matcher.group(1) + "}";
      if (!sum(json).equals(matcher.group(2))) {
        return null;
      }
    } else if (checked) {
      return null;
    }
    try {
      JsonElement parsed = JsonParser.parseString(json);
      if (parsed.isJsonObject()) {
        JsonObject event = FormatOneReader.event(parsed.getAsJsonObject());
        return isValid(event) ? event : null;
      }
    } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
      return null;
    }
    return null;
  }

  private static boolean isValid(JsonObject event) {
    if (!isText(event.get("event")) || !isNumber(event.get("step"))) {
      return false;
    }
    String kind = event.get("event").getAsString();
    return TEXTS.getOrDefault(kind, List.of()).stream().allMatch(key -> isText(event.get(key)))
        && NUMBERS.getOrDefault(kind, List.of()).stream().allMatch(key -> isNumber(event.get(key)))
        && switch (kind) {
          case "step" -> hasNumbers(event.get("losses"), LOSSES);
          case "epoch" -> isEpoch(event);
          case "end" -> isEnd(event);
          default -> true;
        };
  }

  private static boolean isEpoch(JsonObject event) {
    return !event.has("meanRecall")
        || (isNumber(event.get("meanRecall"))
            && event.get("best") != null
            && event.get("best").isJsonPrimitive()
            && hasNumbers(event.get("imageToText"), RECALLS)
            && hasNumbers(event.get("textToImage"), RECALLS));
  }

  private static boolean isEnd(JsonObject event) {
    return switch (event.get("outcome").getAsString()) {
      case "failed" -> isText(event.get("message"));
      case "paused" -> !event.has("state") || isText(event.get("state"));
      default -> {
        // A run that is stopped before its first checkpoint has nothing.
        boolean none = KEPT.stream().noneMatch(event::has);
        boolean stopped = event.get("outcome").getAsString().equals("stopped");
        yield (stopped && none) || KEPT.stream().allMatch(name -> isText(event.get(name)));
      }
    };
  }

  private static boolean hasNumbers(@Nullable JsonElement value, List<String> keys) {
    return value instanceof JsonObject object
        && keys.stream().allMatch(key -> isNumber(object.get(key)));
  }

  private static boolean isText(@Nullable JsonElement value) {
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  private static boolean isNumber(@Nullable JsonElement value) {
    if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      return false;
    }
    return Double.isFinite(value.getAsDouble());
  }
}
