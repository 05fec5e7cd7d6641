package org.kamcl.explorer.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.TextEncoderType;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.KamclProcess;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/**
 * A workspace in which a process trains a model on a corpus of the workspace. It takes several
 * seconds, because the run is a real one.
 */
class WorkspaceOfRunTest {
  private static final String RUN = "mine";

  /** A checkpoint of the usual small model takes seconds to copy and compare. */
  private static final NetworkConfig SMALLEST =
      NetworkConfig.defaultBuilder()
          .imageSize(32)
          .embeddingSize(16)
          .backbone(BackboneType.MOBILENET_V2_035)
          .textEncoder(TextEncoderType.BERT_L6_H128)
          .vocabularySize(TestModels.vocabularySize())
          .build();

  private static final String SETTINGS =
      "batchSize=4 queueSize=8 batchNormAdaptationImages=8 conceptStartEpoch=1 tripletStartEpoch=2"
          + " queueStartEpoch=2 frozenTextLayers=6 checkpointSteps=100000"
          + " patience=100000";

  @TempDir private Path folder;

  private KamclProcess train(Path workspace, Path corpus) {
    List<String> words = new ArrayList<>(List.of("train", corpus.toString(), "--name", RUN));
    words.addAll(List.of("--from", "small", "--epochs", "100000", "--json"));
    words.addAll(KamclProcess.settings(SETTINGS));
    words.addAll(List.of("--workspace", workspace.toString()));
    return new KamclProcess(
        folder.resolve("errors.txt"),
        List.of("-Xmx600m", "-XX:TieredStopAtLevel=1"),
        words.toArray(String[]::new));
  }

  /** Makes a model of what a run has learned, which reads its corpus. */
  private static void stop(Path workspace) {
    StringWriter err = new StringWriter();
    int code =
        CommandRunner.run(
            new CommandOutput(new PrintWriter(new StringWriter()), new PrintWriter(err), false),
            "train",
            "--resume",
            RUN,
            "--stop",
            "--workspace",
            workspace.toString());
    assertEquals(0, code, err.toString());
    assertTrue(Files.exists(workspace.resolve("models").resolve(RUN).resolve("model.json")));
  }

  private static void assertRefused(Job<WorkspaceReport> move) {
    KamclException e = assertThrows(KamclException.class, () -> move.run(JobContext.NONE));
    assertEquals(BackupError.RUN_ACTIVE, e.code());
    String sentence = ErrorText.of(e, Locale.ENGLISH);
    assertTrue(sentence.contains("\"" + RUN + "\""), sentence);
    assertTrue(sentence.contains("Pause or stop it"), sentence);
  }

  @Test
  void aRunIsCopiedWhileItIsTrainedAndContinuesInTheRestoredAndTheMovedWorkspace()
      throws Exception {
    Path workspace = Files.createDirectories(folder.resolve("old"));
    Path corpus = TinyCorpus.write(workspace.resolve("corpora").resolve("harbors"), 8, 4);
    TestModels.model(workspace.resolve("models").resolve("small"), SMALLEST);
    Path moved = folder.resolve("moved");
    Path backup = folder.resolve("all.zip");
    Path restored = folder.resolve("restored");
    try (KamclProcess process = train(workspace, corpus)) {
      assertNotNull(process.next("epoch"), process::errors);
      assertNotNull(process.next("checkpoint"), process::errors);
      assertRefused(new WorkspaceMove(workspace, moved, Optional.empty()).now());
      assertFalse(Files.exists(moved));
      WorkspaceReport written = new BackupWriter(workspace, backup, false).run(JobContext.NONE);
      assertEquals(
          List.of(Problem.of(BackupError.RUN_COPIED_WHILE_ACTIVE, RUN)), written.warnings());
      new BackupRestorer(backup, restored, false).run(JobContext.NONE);
      KamclException e =
          assertThrows(
              KamclException.class,
              () -> new BackupRestorer(backup, workspace, true).run(JobContext.NONE));
      assertEquals(BackupError.RUN_ACTIVE, e.code());
      // Training was not disturbed.
      assertNotNull(process.next("epoch"), process::errors);
      process.signal("TERM");
      JsonObject end = process.next("end");
      assertNotNull(end, process::errors);
      process.await();
    }

    new WorkspaceMove(workspace, moved, Optional.empty()).now().run(JobContext.NONE);
    assertFalse(Files.exists(workspace), "the paths that were written down lead nowhere");
    for (Path place : List.of(moved, restored)) {
      assertEquals(
          place.resolve("corpora").resolve("harbors").toString(),
          new RunStore(place.resolve("runs")).find(RUN).spec().corpus());
    }
    stop(restored);
  }
}
