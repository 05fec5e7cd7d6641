package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.support.TinyCorpus;

/**
 * Damaged files of a run are noticed. What can be continued ends with the weights of an undisturbed
 * run; what cannot is refused by name.
 */
class DamagedRunTest {
  private static final int BLOCK = 4096;

  @TempDir private static Path folder;
  private static TestRuns tiny;
  private static JsonObject undisturbed;

  /**
   * After the first step of the second epoch; the previous checkpoint is that of the first epoch.
   */
  private static RunFolder paused;

  private static RunFolder other;
  private final List<JsonObject> heard = new ArrayList<>();

  @BeforeAll
  static void runs() {
    tiny = TestRuns.ofTwoEpochs(folder);
    List<JsonObject> events = new ArrayList<>();
    tiny.finish(tiny.begin("undisturbed", Map.of()), events::add);
    undisturbed = TestRuns.of(events, "end").get(0);
    paused = tiny.begin("paused", Map.of());
    tiny.pause(paused, 4, event -> {});
    other = tiny.begin("other", tiny.corpus, 6, Map.of());
    tiny.pause(other, 1, event -> {});
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  /** A copy of a run; large files are linked until they are damaged. */
  private static RunFolder copy(RunFolder run, TestInfo test) throws IOException {
    String name = test.getTestMethod().orElseThrow().getName();
    Path copy = folder.resolve("runs").resolve(name.substring(0, Math.min(60, name.length())));
    if (Files.exists(copy)) {
      try (Stream<Path> files = Files.list(copy)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(run.path())) {
      for (Path file : files.toList()) {
        boolean large = file.toString().endsWith(".safetensors");
        if (large) {
          Files.createLink(copy.resolve(file.getFileName()), file);
        } else {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
    }
    return new RunFolder(copy);
  }

  /** Ways in which a file of weights is damaged. */
  enum Damage {
    BLOCK_OF_ZEROS,
    FLIPPED_BIT_OF_A_VALUE,
    CHANGED_DIGIT_OF_THE_METADATA,
    LOST_CHECKSUM,
    TRUNCATED,
    EMPTY,
    OF_ANOTHER_RUN,
    MISSING;

    void apply(RunFolder run, String name) throws IOException {
      Path file = run.path().resolve(name);
      Path own = file.resolveSibling("own");
      Files.copy(file, own);
      Files.move(own, file, StandardCopyOption.REPLACE_EXISTING);
      try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
        switch (this) {
          case BLOCK_OF_ZEROS -> {
            access.seek(access.length() / 2 / BLOCK * BLOCK);
            access.write(new byte[BLOCK]);
          }
          case FLIPPED_BIT_OF_A_VALUE -> {
            access.seek(access.length() - 10);
            int value = access.read();
            access.seek(access.length() - 10);
            access.write(value ^ 1);
          }
          case CHANGED_DIGIT_OF_THE_METADATA -> replace(access, "\\\"step\\\":", "9");
          case LOST_CHECKSUM -> replace(access, "kamcl.crc32", "C");
          case TRUNCATED -> access.setLength(access.length() / 2);
          case EMPTY -> access.setLength(0);
          default -> {
            // Replaced or deleted below.
          }
        }
      }
      if (this == OF_ANOTHER_RUN) {
        Files.copy(other.path().resolve(name), file, StandardCopyOption.REPLACE_EXISTING);
      }
      if (this == MISSING) {
        Files.delete(file);
      }
    }

    /** Overwrites the header after a text. */
    private static void replace(RandomAccessFile access, String after, String text)
        throws IOException {
      byte[] begin = new byte[1 << 20];
      access.seek(0);
      access.read(begin);
      int at = new String(begin, StandardCharsets.ISO_8859_1).indexOf(after);
      assertTrue(at > 0, after);
      access.seek(at + after.length());
      access.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void damagedCheckpointFallsBackToThePreviousOne(Damage damage, TestInfo test) throws IOException {
    RunFolder run = copy(paused, test);
    damage.apply(run, Checkpoint.LATEST);
    List<Problem> warnings = new ArrayList<>();
    WeightSet found = Checkpoint.read(run.path(), run.spec().identity(), warnings::add);
    assertEquals(3, Checkpoint.progress(found).step());
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).is(RunError.PREVIOUS_CHECKPOINT_USED), warnings.toString());
    // The good generation is the latest one now, so the next checkpoint keeps it.
    warnings.clear();
    Checkpoint.read(run.path(), run.spec().identity(), warnings::add);
    assertEquals(List.of(), warnings);
  }

  @Test
  void runWithoutUsableCheckpointIsRefusedByName(TestInfo test) throws IOException {
    RunFolder run = copy(paused, test);
    Damage.FLIPPED_BIT_OF_A_VALUE.apply(run, Checkpoint.LATEST);
    Damage.TRUNCATED.apply(run, Checkpoint.PREVIOUS);
    String message =
        assertThrows(
                KamclException.class,
                () -> Checkpoint.read(run.path(), run.spec().identity(), problem -> {}))
            .getMessage();
    assertTrue(message.contains(Checkpoint.LATEST), message);
    assertTrue(message.contains(Checkpoint.PREVIOUS), message);
    assertTrue(message.contains("does not match its checksum"), message);
    assertFalse(message.contains("ownload"), message);
  }

  @Test
  void runThatContinuesFromThePreviousCheckpointEndsLikeAnUndisturbedOne(TestInfo test)
      throws IOException {
    RunFolder run = copy(paused, test);
    Damage.BLOCK_OF_ZEROS.apply(run, Checkpoint.LATEST);
    // The previous checkpoint is that of the best epoch, so its weights are restored as well.
    Damage.MISSING.apply(run, RunFolder.BEST_WEIGHTS);
    damageLog(run);
    resume(run);
    String warnings = TestRuns.of(heard, "warning").toString();
    assertTrue(warnings.contains("PREVIOUS_CHECKPOINT_USED"), warnings);
    assertTrue(warnings.contains("BEST_WEIGHTS_RESTORED"), warnings);
    assertTrue(warnings.contains("EVENTS_DAMAGED"), warnings);
    assertEndsLikeTheUndisturbedRun();
    assertEquals(undisturbed.get("state"), TestRuns.of(heard, "end").get(0).get("state"));
    assertEquals(Optional.empty(), run.eventsProblem());
    List<Long> steps =
        TestRuns.of(run.events(), "step").stream().map(e -> e.get("step").getAsLong()).toList();
    assertEquals(List.of(1L, 4L, 5L, 6L), steps, "all but the two damaged lines are kept");
  }

  @Test
  void olderCheckpointInPlaceOfTheLatestIsSaidAndEndsLikeAnUndisturbedOne(TestInfo test)
      throws IOException {
    RunFolder run = copy(paused, test);
    Path latest = run.path().resolve(Checkpoint.LATEST);
    Files.delete(latest);
    Files.copy(run.path().resolve(Checkpoint.PREVIOUS), latest);
    resume(run);
    List<JsonObject> warnings = TestRuns.of(heard, "warning");
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).get("code").getAsString().endsWith(".CHECKPOINT_OLDER"));
    assertEquals("[3,4]", warnings.get(0).get("arguments").toString());
    assertEndsLikeTheUndisturbedRun();
  }

  private void resume(RunFolder run) {
    Trainer.Outcome outcome = tiny.trainer(run, heard::add).run(Optional.empty());
    assertEquals(Trainer.EndReason.FINISHED, outcome.ending());
  }

  private void assertEndsLikeTheUndisturbedRun() {
    JsonObject end = TestRuns.of(heard, "end").get(0);
    for (String value : List.of("weights", "step", "modelEpoch")) {
      assertEquals(undisturbed.get(value), end.get(value), value);
    }
  }

  /** Damages the lines of the second and the third step. */
  private static void damageLog(RunFolder run) throws IOException {
    List<String> lines = Files.readAllLines(run.eventsFile());
    lines.replaceAll(
        line ->
            line.startsWith("{\"event\":\"step\",\"step\":2")
                ? line.replace("\"epoch\":1", "\"epoch\":7")
                : line.startsWith("{\"event\":\"step\",\"step\":3") ? "{}" : line);
    Files.write(run.eventsFile(), lines);
  }

  @Test
  void bestWeightsThatAreLostAreReported(TestInfo test) throws IOException {
    RunFolder run = copy(paused, test);
    Files.delete(run.path().resolve(RunFolder.BEST_WEIGHTS));
    // No epoch follows, so nothing but the last weights is left.
    Trainer.changeSettings(run, Map.of("epochs", "1"));
    renameModel(run.path().resolve(RunFolder.SPEC), "lost");
    resume(run);
    JsonObject warning = TestRuns.of(heard, "warning").get(0);
    assertTrue(warning.get("code").getAsString().contains("BEST_WEIGHTS_LOST"), heard.toString());
    assertEquals(2, TestRuns.of(heard, "end").get(0).get("modelEpoch").getAsInt());
    String card = tiny.models.find("lost").requireCard().toJson();
    assertTrue(card.contains("those of the best epoch were lost"), card);
    assertTrue(card.contains("for 4 steps"), card);
  }

  /** Renames a run as a version without checksums would. */
  private static void renameModel(Path file, String name) throws IOException {
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    json.remove("crc");
    json.remove("files");
    json.addProperty("name", name);
    Files.writeString(file, json.toString());
  }

  @Test
  void filesThatARunNeedsAreCheckedBeforeItResumes(TestInfo test) throws IOException {
    RunFolder run = copy(paused, test);
    Path concepts = run.path().resolve("concepts.json");
    String text = Files.readString(concepts);
    Files.writeString(concepts, text.replace("\"pier\"", "\"peer\""));
    assertTrue(failure(run).is(RunError.RUN_FILE_DAMAGED));
    Files.delete(concepts);
    assertTrue(failure(run).is(RunError.RUN_FILE_MISSING));
    Files.writeString(concepts, text);
    Damage.FLIPPED_BIT_OF_A_VALUE.apply(run, RunFolder.INITIAL_WEIGHTS);
    assertTrue(failure(run).is(RunError.INITIAL_WEIGHTS_DAMAGED));
    Files.delete(run.path().resolve(RunFolder.INITIAL_WEIGHTS));
    assertTrue(failure(run).is(RunError.INITIAL_WEIGHTS_MISSING));
    Path spec = run.path().resolve(RunFolder.SPEC);
    Files.writeString(spec, Files.readString(spec).replace("\"seed\": 5", "\"seed\": 6"));
    assertTrue(failure(run).is(RunError.SPEC_DAMAGED));
  }

  private KamclException failure(RunFolder run) {
    return assertThrows(
        KamclException.class, () -> tiny.trainer(run, heard::add).run(Optional.empty()));
  }

  @Test
  void runOfAnEarlierVersionWithoutChecksumsResumes(TestInfo test) throws IOException {
    RunFolder run = copy(paused, test);
    renameModel(run.path().resolve(RunFolder.SPEC), "undisturbed");
    List<String> lines = Files.readAllLines(run.eventsFile());
    lines.replaceAll(line -> line.replaceAll(",\"crc\":\"[0-9a-f]{8}\"}$", "}"));
    Files.write(run.eventsFile(), lines);
    for (String name : List.of(Checkpoint.LATEST, RunFolder.INITIAL_WEIGHTS)) {
      // A private copy with the header that an earlier version writes, of the same length.
      Damage.LOST_CHECKSUM.apply(run, name);
      try (RandomAccessFile access =
          new RandomAccessFile(run.path().resolve(name).toFile(), "rw")) {
        Damage.replace(access, "{\"__metadata__\":{\"", "other.crc32c");
        Damage.replace(access, "\"kamcl.", "unknown");
        if (name.equals(Checkpoint.LATEST)) {
          Damage.replace(access, "\"init", "IAL");
        }
      }
    }
    assertEquals(lines.size(), run.events().size());
    resume(run);
    // The hash of the state covers the checksum of the initial weights, which these have not.
    assertEndsLikeTheUndisturbedRun();
    assertEquals(Optional.empty(), run.eventsProblem());
  }

  @Test
  void damagedLinesOfALogAreSkippedAndReported(TestInfo test) throws IOException {
    RunFolder run = copy(paused, test);
    List<String> lines = new ArrayList<>(Files.readAllLines(run.eventsFile()));
    int whole = lines.size();
    lines.add(1, "not JSON");
    lines.add(2, "{}");
    lines.add(3, "{\"event\":5,\"step\":\"x\"}");
    lines.add(4, "[]");
    lines.add(5, "{\"event\":\"step\",\"step\":2}");
    lines.add(6, "\u0000\u0000\u0000");
    lines.add("{\"event\":\"end\",\"step\":9,\"outcome\":\"fini");
    Files.writeString(run.eventsFile(), String.join("\n", lines));
    assertEquals(whole, run.events().size());
    Problem problem = run.eventsProblem().orElseThrow();
    assertEquals(6, problem.arguments().get(1));
    assertEquals(List.of(2, 3, 4, 5, 6, 7), problem.arguments().get(2));
    assertEquals(RunFolder.Status.RESUMABLE, run.status());
  }

  @Test
  void modelNamesTheEpochOfItsWeights() throws IOException {
    Path corpus = TinyCorpus.write(folder.resolve("unvalidated"), 12, 0);
    RunFolder run = tiny.begin("unvalidated", corpus, 5, Map.of("epochs", "1"));
    resume(run);
    assertEquals(1, TestRuns.of(heard, "end").get(0).get("modelEpoch").getAsInt());
    String card = tiny.models.find("unvalidated").requireCard().toJson();
    assertTrue(card.contains("Trained from small for 1 epoch on"), card);
    assertTrue(card.contains("no split val"), card);

    RunFolder stopped = tiny.begin("stopped", corpus, 5, Map.of("epochs", "1"));
    Trainer trainer = tiny.trainer(stopped, heard::add);
    trainer.stop();
    trainer.run(Optional.empty());
    card = tiny.models.find("stopped").requireCard().toJson();
    assertTrue(card.contains("Trained from small for 1 step on"), card);
  }
}
