package org.kamcl.explorer.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.domain.RunEvents;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunPosition;
import org.kamcl.explorer.domain.RunState;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** What is read from logs, also those of earlier versions. */
class RunHistoryTest {
  @TempDir private Path folder;

  private static String step(int step, int epoch, int batch, String total) {
    return line(
        String.format(
            Locale.ROOT,
            "{'event':'step','step':%d,'epoch':%d,'batch':%d,'batches':2,'losses':{'total':%s,"
                + "'triplet':0.5,'infoNce':0,'distillation':0,'momentumContrast':0,'concept':0},"
                + "'learningRate':0.001,'pairsPerSecond':2,'secondsLeft':60}",
            step,
            epoch,
            batch,
            total));
  }

  private static String epoch(int step, int epoch, String meanRecall, String best) {
    return line(
        String.format(
            Locale.ROOT,
            "{'event':'epoch','step':%d,'epoch':%d,'loss':1.5,'meanRecall':%s,'imageToText':{'r1':1,'r5':2,"
                + "'r10':3},'textToImage':{'r1':4,'r5':5,'r10':6},'best':%s}",
            step,
            epoch,
            meanRecall,
            best));
  }

  private static String line(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void logOfAnEarlierVersionHasNoTimesAndItsRunIsSummarized() throws IOException {
    TinyCorpus.write(folder.resolve("corpus"), 8, 2);
    TestModels.defaultModel(folder.resolve("models/small"), 32);
    RunStore runs = new RunStore(folder.resolve("runs"));
    TrainingRunService service =
        new TrainingRunService(
            folder,
            runs,
            new ModelStore(folder.resolve("models"), Optional.empty()),
            Optional.empty(),
            RunIndex.NONE,
            ProgramLauncher.withOptions(List.of()));
    String name =
        service
            .create(
                new RunPlan(
                    "old",
                    "",
                    folder.resolve("corpus"),
                    Optional.empty(),
                    "small",
                    "default",
                    Map.of("batchSize", "4", "queueSize", "16"),
                    1,
                    "cpu",
                    List.of(),
                    List.of()))
            .name();
    Path log = service.folder(name).resolve("events.jsonl");
    Files.write(
        log,
        List.of(
            line("{'event':'start','step':0,'run':'old','corpus':'c','images':8}"),
            step(1, 1, 1, "3.5"),
            step(2, 1, 2, "2.5"),
            epoch(2, 1, "12.5", "true"),
            line("{'event':'checkpoint','step':2,'seconds':0.1}"),
            step(3, 2, 1, "2.25")));
    RunSummary killed = service.find(name);
    assertEquals(RunState.FAILED, killed.state(), "it has a step and no end");
    assertEquals(1, killed.progress().epochsDone());
    assertEquals(3, killed.progress().step());
    assertEquals(1, killed.progress().batch());
    assertEquals(12.5, killed.progress().bestMeanRecall().orElseThrow());
    assertEquals(2.25, killed.progress().lastLoss().orElseThrow());
    assertEquals(2, killed.progress().checkpointStep());
    assertTrue(killed.times().started().isEmpty());

    RunEvents events = service.events(name, RunPosition.START);
    List<RunEvents.Point> totals =
        events.points().stream().filter(point -> point.series().equals("total")).toList();
    assertEquals(List.of(0.5, 1.0, 1.5), totals.stream().map(RunEvents.Point::epoch).toList());
    assertTrue(totals.stream().allMatch(point -> point.time() == RunEvents.NO_TIME));
    assertTrue(events.points().stream().noneMatch(p -> p.series().equals("infoNce")));
    assertEquals(new RunEvents.Recall(4, 5, 6), events.epochs().get(0).textToImage().orElseThrow());

    // Half a line is not an event, and comes when it is complete.
    String end =
        line(
            "{'event':'end','step':3,'outcome':'failed','code':'UNKNOWN_TO_THIS_VERSION',"
                + "'arguments':[1,'a',['b']],'message':'It failed.'}\n");
    Files.writeString(log, Files.readString(log) + end.substring(0, 20));
    assertTrue(service.events(name, events.position()).isEmpty());
    Files.writeString(
        log, Files.readString(log) + end.substring(20) + "damaged\n" + step(4, 2, 2, "2"));
    RunEvents more = service.events(name, events.position());
    assertEquals(0, more.points().size(), "the last line has no end");
    assertEquals(RunState.FAILED, service.find(name).state());
    service.close();
  }

  @Test
  void failureKeepsItsCodeAndArguments() {
    JsonObject end =
        JsonParser.parseString(
                line(
                    "{'event':'end','step':3,'outcome':'failed','code':'training.LOSS_NOT_FINITE',"
                        + "'arguments':[1204],'message':'The loss of step 1204 is not finite.'}"))
            .getAsJsonObject();
    assertEquals("training.LOSS_NOT_FINITE", RunSummaries.failure(end).code());
    assertEquals(1204, ((Number) RunSummaries.failure(end).arguments().get(0)).intValue());
    end.remove("code");
    assertTrue(
        ErrorText.of(RunSummaries.failure(end), Locale.ENGLISH).contains("step 1204"),
        "without a code, its sentence");
  }
}
