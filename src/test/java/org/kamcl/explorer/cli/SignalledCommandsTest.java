package org.kamcl.explorer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.job.ShutdownSignal;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** Every long command ends at its next safe point when the process is told to end. */
@Timeout(120)
class SignalledCommandsTest {
  private static final int INTERRUPTED = 130;
  private static final int IMAGES = 110;
  private static final int LATEST_MILLIS = 400;

  /** Records of what was checked when; they are no results. */
  private static final List<String> RECORDS = List.of(".checked.json", "index.lock");

  @TempDir private static Path folder;

  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void createInputs() {
    TinyCorpus.write(folder.resolve("corpus"), IMAGES, IMAGES);
    for (String name : List.of("default", "other")) {
      TestModels.defaultModel(folder.resolve("workspace/models").resolve(name), 32);
    }
    TestModels.checkpoint(folder.resolve("published.safetensors"), BackboneType.RESNET18);
    TestModels.vocabulary(folder.resolve("vocabulary.json"));
    TestModels.concepts(folder.resolve("concepts.json"));
    assertEquals(0, run(new ShutdownSignal(), "index CORPUS/p000.jpg").code);
  }

  private static Ended run(ShutdownSignal shutdown, String command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      words.add(
          word.replace("CORPUS", folder.resolve("corpus").toString())
              .replace("FOLDER", folder.toString()));
    }
    words.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    int code =
        CommandRunner.run(
            new CommandOutput(new PrintWriter(out), new PrintWriter(err), false, shutdown),
            words.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  /** Each file with a hash of its content, except what the catalog and its caches hold. */
  private static Map<String, String> results() throws IOException {
    Map<String, String> results = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!RECORDS.contains(name) && !name.startsWith("catalog.db") && !name.equals("imports")) {
          results.put(
              folder.relativize(file).toString(),
              Files.isDirectory(file) ? "folder" : DigestUtils.sha256Hex(Files.readAllBytes(file)));
        }
      }
    }
    return results;
  }

  private static void assertInterrupted(Ended ended) {
    assertEquals(INTERRUPTED, ended.code, ended.err);
    assertFalse(ended.err.contains("error"), ended.err);
    assertFalse(ended.err.contains("\tat "), ended.err);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train CORPUS --name run --from default --epochs 2",
        "index CORPUS",
        "embed --images CORPUS --out FOLDER/vectors.npy",
        "embed --texts CORPUS/captions.csv --out FOLDER/texts.npy",
        "models import FOLDER/published.safetensors --name mine --vocabulary FOLDER/vocabulary.json"
            + " --concepts FOLDER/concepts.json",
        "models average default other --name mean",
        "models calibrate CORPUS --model other",
        "concepts build CORPUS --count 12 --out FOLDER/built",
        "evaluate CORPUS --split train",
        "explain --evaluate CORPUS --split train --images 4",
        "search lake --no-history --export FOLDER/hits.html --export FOLDER/hits.csv",
        "doctor --deep",
      })
  void commandThatIsToldToEndWritesNothing(String command) throws IOException {
    Map<String, String> before = results();
    ShutdownSignal told = new ShutdownSignal();
    assertTrue(told.request(INTERRUPTED));
    Ended ended = run(told, command);
    assertInterrupted(ended);
    if (!command.startsWith("train")) {
      // Training says how it begins and ends.
      assertEquals("", ended.out);
    }
    Map<String, String> after = results();
    after.entrySet().removeAll(before.entrySet());
    // A run keeps what it has done: its folder.
    after.keySet().removeIf(name -> name.startsWith("workspace/runs"));
    assertEquals(Map.of(), after);
  }

  /** What is written is complete: a later signal finds the command anywhere in its work. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "embed --images CORPUS --out FOLDER/later.npy",
        "models average default other --name later",
        "models calibrate CORPUS --model other",
        "search lake --no-history --export FOLDER/later.html",
        "explain --evaluate CORPUS --split train --images 4",
        "doctor --deep",
      })
  void commandThatIsToldToEndInItsWorkLeavesNothingUnfinished(String command) throws IOException {
    long seed = System.nanoTime();
    ShutdownSignal shutdown = new ShutdownSignal();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      Future<?> request =
          timer.schedule(
              () -> shutdown.request(INTERRUPTED),
              new SplittableRandom(seed).nextInt(LATEST_MILLIS),
              TimeUnit.MILLISECONDS);
      Ended ended = run(shutdown, command);
      request.cancel(false);
      if (shutdown.requested()) {
        assertInterrupted(ended);
      } else {
        assertEquals(0, ended.code, ended.err);
      }
    } finally {
      timer.shutdownNow();
    }
    List<String> partial =
        results().keySet().stream().filter(n -> n.endsWith(".part") || n.endsWith(".new")).toList();
    assertEquals(List.of(), partial, "seed " + seed);
    Path report = folder.resolve("later.html");
    assertEquals(Files.exists(report), Files.exists(folder.resolve("later_files")), "seed " + seed);
  }
}
