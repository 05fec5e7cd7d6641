package org.kamcl.explorer.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.training.config.SettingDescriptions;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

class TrainCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void createCorpusAndModel() {
    TinyCorpus.write(folder.resolve("corpus"), 16, 4);
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
  }

  private static CommandResult kamcl(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--help")) {
      all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    }
    return CommandResult.of(all.toArray(String[]::new));
  }

  private static CommandResult train(String name, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("train", folder.resolve("corpus").toString(), "--name", name, "--from"));
    all.addAll(List.of("small", "--epochs", "1", "--set", "batchSize=8", "--set", "queueSize=16"));
    all.addAll(List.of("--set", "batchNormAdaptationImages=8"));
    all.addAll(List.of(more));
    return kamcl(all.toArray(String[]::new));
  }

  @Test
  void everySettingIsDescribedInTheHelp() {
    CommandResult help = kamcl("train", "--help");
    assertEquals(0, help.code());
    SettingDescriptions.of(Locale.ENGLISH)
        .forEach(
            (name, sentence) -> {
              assertTrue(help.out().contains("  " + name + " ("), name);
            });
    JsonObject settings = TrainingConfig.defaults().toJson().getAsJsonObject();
    assertEquals(settings.keySet(), SettingDescriptions.of(Locale.ENGLISH).keySet());
  }

  @Test
  void aRunIsTrainedListedShownAndDeleted() throws IOException {
    CommandResult trained = train("whole", "--json");
    assertEquals(0, trained.code(), trained.err());
    List<String> kinds =
        trained
            .out()
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .map(event -> event.get("event").getAsString())
            .toList();
    assertEquals("start", kinds.get(0));
    assertEquals("end", kinds.get(kinds.size() - 1));
    assertEquals(2, kinds.stream().filter("step"::equals).count());
    assertEquals(1, kinds.stream().filter("epoch"::equals).count());

    CommandResult list = kamcl("runs", "list");
    assertTrue(list.out().contains("whole") && list.out().contains("done"), list.out());
    CommandResult show = kamcl("runs", "show", "whole");
    assertTrue(show.out().contains("Epoch 1") && show.out().contains("validation mR"), show.out());
    JsonObject json =
        JsonParser.parseString(kamcl("runs", "show", "whole", "--json").out()).getAsJsonObject();
    assertEquals("finished", json.get("status").getAsString());
    assertTrue(json.getAsJsonArray("events").size() > 4);
    assertTrue(kamcl("models", "list").out().contains("whole"));
    assertTrue(
        show.out().contains("kamcl train ") && show.out().contains("--name whole"), show.out());
    assertEquals(64, json.get("dataHash").getAsString().length());
    assertTrue(show.out().contains("data     " + json.get("dataHash").getAsString()), show.out());
    checkDuplicate();

    Path log = folder.resolve("workspace/runs/whole/events.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    lines.set(1, "{");
    Files.write(log, lines);
    CommandResult damaged = kamcl("runs", "list");
    assertTrue(damaged.out().contains("whole") && damaged.out().contains("done"), damaged.out());
    assertTrue(damaged.err().contains("warning: ") && damaged.err().contains("events.jsonl"));
    assertTrue(kamcl("runs", "list", "--json").out().contains("EVENTS_DAMAGED"));

    assertEquals(0, kamcl("runs", "delete", "whole").code());
    assertTrue(kamcl("models", "list").out().contains("whole"), "the model stays");
    CommandResult gone = kamcl("runs", "show", "whole");
    assertEquals(2, gone.code());
    assertTrue(gone.err().contains("no run \"whole\""), gone.err());
  }

  private static void checkDuplicate() {
    CommandResult made = kamcl("runs", "duplicate", "whole", "--set", "epochs=2", "--json");
    assertEquals(0, made.code(), made.err());
    String copy = JsonParser.parseString(made.out()).getAsJsonObject().get("name").getAsString();
    assertEquals("whole-2", copy);
    assertEquals(0, kamcl("runs", "rename", copy, "Two epochs").code());
    assertEquals(0, kamcl("runs", "note", copy, "to compare").code());
    JsonObject shown =
        JsonParser.parseString(kamcl("runs", "show", copy, "--json").out()).getAsJsonObject();
    assertEquals("Two epochs", shown.get("title").getAsString());
    assertEquals("to compare", shown.get("note").getAsString());
    assertEquals("paused", shown.get("state").getAsString());
    assertEquals(2, shown.get("epochs").getAsInt());
    assertTrue(shown.get("command").getAsString().contains("--set batchSize=8"), shown::toString);
    JsonObject queue =
        JsonParser.parseString(kamcl("runs", "queue", "--json").out()).getAsJsonObject();
    assertEquals(0, queue.getAsJsonArray("queued").size());
    CommandResult over = kamcl("runs", "resume", "whole");
    assertEquals(1, over.code());
    assertTrue(over.err().contains("cannot be resumed. It is done."), over.err());
    CommandResult stopped = kamcl("runs", "stop", copy, "--after-epoch");
    assertEquals(0, stopped.code(), stopped.err());
    assertTrue(stopped.out().contains("\"" + copy + "\" is stopped."), stopped.out());
    assertEquals(1, kamcl("runs", "stop", copy).code());
    CommandResult setting = kamcl("runs", "duplicate", "whole", "--set", "nonsense=1");
    assertTrue(setting.err().contains("no setting \"nonsense\""), setting.err());
    assertEquals(0, kamcl("runs", "delete", copy).code());
  }

  @Test
  void aRunPausesAtItsTimeLimitAndResumes() {
    CommandResult paused = train("slow", "--minutes", "0.0001");
    assertEquals(0, paused.code(), paused.err());
    assertTrue(paused.out().contains("Paused after step 1"), paused.out());
    assertTrue(kamcl("runs", "list").out().contains("paused"));
    CommandResult pause = kamcl("runs", "pause", "slow");
    assertEquals(1, pause.code());
    assertTrue(pause.err().contains("It is paused."), pause.err());
    CommandResult resumed = kamcl("train", "--resume", "slow");
    assertEquals(0, resumed.code(), resumed.err());
    assertTrue(resumed.out().contains("resumes after step 1"), resumed.out());
    assertTrue(
        resumed.out().contains("The model \"slow\" has the weights of epoch 1"), resumed.out());
  }

  @Test
  void usageErrorsAreReportedInOneLine() throws IOException {
    assertEquals(2, kamcl("train").code());
    assertEquals(2, train("x", "--minutes", "0").code());
    assertEquals(2, kamcl("train", "--resume", "nobody", "--from", "small").code());
    assertEquals(2, train("x", "--stop").code());
    CommandResult both = kamcl("train", "--resume", "nobody", "--stop", "--minutes", "1");
    assertEquals(2, both.code());
    assertTrue(both.err().contains("--stop ends a run"), both.err());
    CommandResult nobody = kamcl("train", "--resume", "nobody");
    assertEquals(2, nobody.code());
    assertEquals(1, nobody.err().strip().lines().count(), nobody.err());
    CommandResult setting = train("x", "--set", "learningRate=1");
    assertTrue(setting.err().contains("no setting \"learningRate\""), setting.err());
    Path file = folder.resolve("settings.json");
    Files.writeString(file, "[1, 2]");
    CommandResult broken = train("x", "--config", file.toString());
    assertTrue(broken.err().contains("settings.json is not a JSON object"), broken.err());
    Files.writeString(file, "{\"epochs\": 1, \"headRate\": 0.001, \"checkpointSteps\": 1}");
    CommandResult good = train("configured", "--config", file.toString(), "--json");
    assertEquals(0, good.code(), good.err());
    assertTrue(good.out().contains("\"event\":\"checkpoint\""), good.out());
  }

  @Test
  void anExistingModelNameIsRejectedBeforeTraining() {
    CommandResult taken = train("small");
    assertEquals(1, taken.code());
    assertTrue(taken.err().contains("model \"small\" already"), taken.err());
  }
}
