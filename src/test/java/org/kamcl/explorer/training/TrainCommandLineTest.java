package org.kamcl.explorer.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.RunPlan;

class TrainCommandLineTest {
  @Test
  void wordsWithSpacesAndQuotesAreQuotedForTheShell() {
    List<String> words = List.of("train", "/data/my corpus", "--set", "it's=1", "a\"b");
    assertEquals(
        "kamcl train '/data/my corpus' --set 'it'\\''s=1' 'a\"b'",
        TrainCommandLine.text(words, false));
    assertEquals(
        "kamcl train \"/data/my corpus\" --set \"it's=1\" \"a\\\"b\"",
        TrainCommandLine.text(words, true));
  }

  @Test
  void commandNamesEverythingThatDeterminesTheResult() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("epochs", "3");
    settings.put("synonymFile", "");
    Path corpus = Path.of("corpus").toAbsolutePath();
    RunPlan plan =
        new RunPlan(
            "Any title",
            "",
            corpus,
            Optional.of("csv"),
            "default",
            "fine-tune",
            settings,
            7,
            "gpu:1",
            List.of(),
            List.of());
    assertEquals(
        List.of(
            "train",
            corpus.toString(),
            "--format",
            "csv",
            "--name",
            "any-title",
            "--from",
            "default",
            "--config",
            "fine-tune",
            "--seed",
            "7",
            "--set",
            "epochs=3",
            "--set",
            "synonymFile=",
            "--exclude",
            Path.of("e.csv").toString(),
            "--device",
            "gpu:1"),
        TrainCommandLine.words(plan, "any-title", Optional.of(Path.of("e.csv"))));
  }
}
