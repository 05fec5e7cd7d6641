package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log of a run, its probes and the files for other programs: after a pause, a lost tail and a
 * resume they agree, without a step twice.
 */
class RunExportsTest {
  private static final int EPOCHS = 3;
  private static final int STEPS = 12;

  @TempDir private static Path folder;
  private static TestRuns runs;
  private static RunFolder run;

  @BeforeAll
  static void runThatResumesFromAnEarlierCheckpoint() throws IOException {
    runs =
        new TestRuns(
            folder,
            16,
            6,
            Map.of(
                "epochs", "3",
                "batchSize", "4",
                "queueSize", "16",
                "batchNormAdaptationImages", "4",
                "conceptStartEpoch", "2",
                "frozenTextLayers", "5",
                "checkpointSteps", "2"));
    run = runs.begin("curves", Map.of());
    runs.pause(run, 6, TrainingListener.NONE);
    // As after a kill: the events after the last checkpoint are in the log and in the exports.
    Files.delete(run.path().resolve(Checkpoint.LATEST));
    runs.finish(run, TrainingListener.NONE);
  }

  @AfterAll
  static void close() {
    runs.close();
  }

  @Test
  void metricsHaveEachStepAndEachEpochOnce() throws IOException {
    List<String> lines = Files.readAllLines(run.path().resolve("metrics.csv"));
    List<String> columns = List.of(lines.get(0).split(",", -1));
    assertEquals(1 + STEPS + EPOCHS, lines.size());
    Map<String, Double> logged = new LinkedHashMap<>();
    TestRuns.of(run.events(), "step")
        .forEach(
            event ->
                logged.put(
                    event.get("step").getAsString(),
                    event.getAsJsonObject("losses").get("total").getAsDouble()));
    Map<String, Double> exported = new LinkedHashMap<>();
    int epochs = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.split(",", -1));
      assertEquals(columns.size(), cells.size());
      assertFalse(Instant.parse(cells.get(columns.indexOf("time"))).isBefore(created()));
      String total = cells.get(columns.indexOf("total"));
      if (total.isEmpty()) {
        epochs++;
        assertFalse(cells.get(columns.indexOf("meanRecall")).isEmpty());
      } else {
        exported.put(cells.get(columns.indexOf("step")), Double.parseDouble(total));
        assertTrue(Double.parseDouble(cells.get(columns.indexOf("gradientNorm"))) > 0);
        assertTrue(Double.parseDouble(cells.get(columns.indexOf("imageLearningRate"))) > 0);
      }
    }
    assertEquals(EPOCHS, epochs);
    assertEquals(logged, exported);
    assertEquals(STEPS, exported.size());
  }

  private static Instant created() {
    return Instant.parse(run.spec().created());
  }

  @Test
  void anIndependentReaderFindsTheSameNumbersInTensorBoardsFile() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(run.path())) {
      files = all.filter(file -> file.getFileName().toString().contains("tfevents")).toList();
    }
    assertEquals(1, files.size());
    List<EventFileReader.Event> events = EventFileReader.read(Files.readAllBytes(files.get(0)));
    assertEquals("brain.Event:2", events.get(0).fileVersion());
    assertEquals(1 + STEPS + EPOCHS, events.size());
    Map<Long, Float> totals = new LinkedHashMap<>();
    Set<String> tags = new HashSet<>();
    for (EventFileReader.Event event : events.subList(1, events.size())) {
      assertTrue(event.wallTime() >= created().getEpochSecond(), event::toString);
      tags.addAll(event.values().keySet());
      if (event.values().containsKey("loss/total")) {
        totals.put(event.step(), event.values().get("loss/total"));
      }
    }
    Map<Long, Float> logged = new LinkedHashMap<>();
    TestRuns.of(run.events(), "step")
        .forEach(
            event ->
                logged.put(
                    event.get("step").getAsLong(),
                    event.getAsJsonObject("losses").get("total").getAsFloat()));
    assertEquals(logged, totals);
    assertTrue(
        tags.containsAll(
            List.of("loss/infoNce", "loss/concept", "learningRate/text", "validation/meanRecall")),
        tags::toString);
  }

  @Test
  void theSecondPhaseIsLoggedOnceBeforeItsFirstStep() {
    List<JsonObject> phases = TestRuns.of(run.events(), "phase");
    assertEquals(1, phases.size());
    assertEquals(2, phases.get(0).get("epoch").getAsInt());
    assertEquals(4, phases.get(0).get("step").getAsInt());
  }

  @Test
  void probesHaveFiveNearestImagesAndTheRankOfTheWantedOneAfterEachEpoch() {
    List<JsonObject> probes = TestRuns.of(run.events(), "probes");
    assertEquals(EPOCHS, probes.size());
    List<Probe> asked = run.probes().orElseThrow();
    assertEquals(4, asked.size());
    for (JsonObject epoch : probes) {
      assertEquals(4, epoch.getAsJsonArray("results").size());
      for (int i = 0; i < 4; i++) {
        JsonObject result = epoch.getAsJsonArray("results").get(i).getAsJsonObject();
        assertEquals(asked.get(i).query(), result.get("query").getAsString());
        String wanted = result.get("wanted").getAsString();
        assertTrue(wanted.endsWith(String.valueOf(asked.get(i).wanted())), wanted);
        int rank = result.get("rank").getAsInt();
        assertTrue(rank >= 1 && rank <= 6, result::toString);
        assertEquals(5, result.getAsJsonArray("top").size());
        if (rank <= 5) {
          assertEquals(wanted, result.getAsJsonArray("top").get(rank - 1).getAsString());
        }
      }
    }
  }

  @Test
  void conceptsOfTheCaptionsHaveStrengthsAfterEachEpoch() {
    List<JsonObject> concepts = TestRuns.of(run.events(), "concepts");
    assertEquals(EPOCHS, concepts.size());
    JsonObject first = concepts.get(0).getAsJsonArray("strengths").get(0).getAsJsonObject();
    for (String value : List.of("present", "absent")) {
      double strength = first.get(value).getAsDouble();
      assertTrue(strength >= 0 && strength <= 1, first::toString);
    }
    assertTrue(first.get("images").getAsInt() >= 2, first::toString);
  }

  @Test
  void followerGetsEachEventOnceAndLearnsOfARewrittenLog() {
    RunFolder followed = runs.begin("followed", Map.of("epochs", "1"));
    List<JsonObject> heard = new ArrayList<>();
    LogPosition[] position = {LogPosition.START};
    runs.pause(
        followed,
        3,
        event -> {
          LogSlice slice = followed.events(position[0]);
          assertFalse(slice.restarted());
          heard.addAll(slice.events());
          position[0] = slice.position();
        });
    heard.addAll(followed.events(position[0]).events());
    assertEquals(followed.events(), heard);
    LogPosition end = followed.events(LogPosition.START).position();
    assertEquals(List.of(), followed.events(end).events());
    runs.finish(followed, TrainingListener.NONE);
    LogSlice resumed = followed.events(end);
    assertTrue(resumed.restarted());
    assertEquals(followed.events(), resumed.events());
  }

  @Test
  void runThatIsAskedToStopAfterTheEpochValidatesItAndKeepsItsModel() {
    RunFolder stopped = runs.begin("stopped", Map.of());
    boolean[] asked = new boolean[1];
    Trainer.Outcome outcome =
        runs.trainer(
                stopped,
                event -> {
                  if (event.get("event").getAsString().equals("step") && !asked[0]) {
                    asked[0] = true;
                    stopped.requestStopAfterEpoch();
                    assertTrue(stopped.isRequested());
                  }
                })
            .run(Optional.empty());
    assertEquals(Trainer.EndReason.STOPPED, outcome.ending());
    assertEquals(RunFolder.Status.STOPPED, stopped.status());
    assertEquals(1, TestRuns.of(stopped.events(), "epoch").size());
    assertEquals(4, TestRuns.of(stopped.events(), "step").size());
  }

  /** Reads TensorBoard's files by their specification, without the code that writes them. */
  private static final class EventFileReader {
    private record Event(
        double wallTime, long step, String fileVersion, Map<String, Float> values) {}

    private EventFileReader() {}

    static List<Event> read(byte[] file) {
      List<Event> events = new ArrayList<>();
      ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      while (in.hasRemaining()) {
        byte[] length = new byte[8];
        in.get(length);
        assertEquals(masked(length), in.getInt(), "checksum of a length");
        byte[] data =
            new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
        in.get(data);
        assertEquals(masked(data), in.getInt(), "checksum of data");
        events.add(event(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN)));
      }
      return events;
    }

    private static Event event(ByteBuffer in) {
      double wallTime = 0;
      long step = 0;
      String version = "";
      Map<String, Float> values = new LinkedHashMap<>();
      while (in.hasRemaining()) {
        int key = (int) varint(in);
        switch (key) {
          case (1 << 3) | 1 -> wallTime = in.getDouble();
          case 2 << 3 -> step = varint(in);
          case (3 << 3) | 2 -> version = text(in);
          case (5 << 3) | 2 -> summary(part(in), values);
          default -> throw new IllegalStateException("field " + key);
        }
      }
      return new Event(wallTime, step, version, values);
    }

    private static void summary(ByteBuffer in, Map<String, Float> values) {
      while (in.hasRemaining()) {
        assertEquals((1 << 3) | 2, varint(in));
        ByteBuffer value = part(in);
        assertEquals((1 << 3) | 2, varint(value));
        String tag = text(value);
        assertEquals((2 << 3) | 5, varint(value));
        values.put(tag, value.getFloat());
        assertFalse(value.hasRemaining());
      }
    }

    private static ByteBuffer part(ByteBuffer in) {
      int length = (int) varint(in);
      ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      in.position(in.position() + length);
      return part;
    }

    private static String text(ByteBuffer in) {
      ByteBuffer part = part(in);
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long varint(ByteBuffer in) {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte next = in.get();
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalStateException("a number of more than ten bytes");
    }

    /** CRC32C bit by bit, with the polynomial of Castagnoli, masked as TFRecord does. */
    private static int masked(byte[] bytes) {
      int sum = -1;
      for (byte b : bytes) {
        sum ^= b & 0xff;
        for (int bit = 0; bit < 8; bit++) {
          sum = (sum & 1) == 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
        }
      }
      sum = ~sum;
      return Integer.rotateRight(sum, 15) + 0xa282ead8;
    }
  }
}
