package org.kamcl.explorer.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.progress.ProgressStage;

class TrainingProgressPrinterTest {
  private static final List<String> EVENTS =
      List.of(
          """
          {"event": "start", "run": "it's", "resumed": true, "step": 1200, "corpus": "c",
           "images": 8075, "validationImages": 897, "from": "ImageNet", "epochs": 4,
           "batchSize": 16, "device": "CPU", "threads": 2}""",
          """
          {"event": "epoch", "epoch": 2, "loss": 0.5, "best": true, "meanRecall": 12.345,
           "imageToText": {"r1": 1, "r5": 5, "r10": 10}, "textToImage": {"r1": 2, "r5": 6, "r10": 11}}""",
          """
          {"event": "end", "outcome": "paused", "step": 1300, "state": "abc"}""",
          """
          {"event": "end", "outcome": "finished", "model": "m", "modelEpoch": 2, "state": "abc",
           "weights": "def"}""");

  private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);

  @AfterEach
  void restore() {
    Locale.setDefault(Locale.Category.DISPLAY, before);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static List<String> lines(Locale locale) {
    Locale.setDefault(Locale.Category.DISPLAY, locale);
    StringWriter out = new StringWriter();
    CommandOutput output =
        new CommandOutput(new PrintWriter(out), new PrintWriter(new StringWriter()), false);
    try (TrainingProgressPrinter printer = new TrainingProgressPrinter(output, false)) {
      EVENTS.forEach(event -> printer.onEvent(json(event)));
    }
    return out.toString().lines().toList();
  }

  @Test
  void linesInEnglish() {
    List<String> expected =
        List.of(
            "Run \"it's\" resumes after step 1200: c, 8,075 training images, 897 validation images,"
                + " initialized from ImageNet, 4 epochs, batch size 16, on CPU with 2 threads",
            "Epoch 2: mean loss 0.5000, validation mR 12.35 (image to text 1.0 5.0 10.0, text to"
                + " image 2.0 6.0 11.0), best so far",
            "Paused after step 1300. Continue with kamcl train --resume. State hash abc",
            "Finished. The model \"m\" has the weights of epoch 2.",
            "State hash   abc",
            "Weights hash def");
    assertEquals(expected, lines(Locale.US));
    assertEquals(expected, lines(Locale.GERMANY));
  }

  @Test
  void linesInAChineseSessionAreChinese() {
    List<String> chinese = lines(Locale.SIMPLIFIED_CHINESE);
    assertEquals(6, chinese.size());
    for (String line : chinese) {
      assertFalse(line.matches("(?s).*\\b(Epoch|Run|loss|Paused|Finished|hash|step)\\b.*"), line);
    }
    assertEquals(
        "\u7b2c 2 \u8f6e\uff1a\u5e73\u5747\u635f\u5931 0.5000\uff0c\u9a8c\u8bc1 mR 12.35"
            + "\uff08\u4ee5\u56fe\u627e\u6587 1.0 5.0 10.0\uff0c\u4ee5\u6587\u627e\u56fe"
            + " 2.0 6.0 11.0\uff09\uff0c\u76ee\u524d\u6700\u597d",
        chinese.get(1));
  }

  @Test
  void stagesAreNamedInTheLanguage() {
    for (ProgressStage stage : ProgressStage.values()) {
      String what = stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      JsonObject event =
          json("{\"event\": \"validate\", \"what\": \"" + what + "\", \"done\": 3, \"total\": 7}");
      assertFalse(
          TrainingProgressPrinter.counted(event, Locale.CHINESE).contains(what.substring(1)), what);
    }
    assertEquals(
        "Preparing captions: 1,000 of 4,000",
        TrainingProgressPrinter.counted(
            json(
                "{\"event\": \"prepare\", \"what\": \"captions\", \"done\": 1000, \"total\": 4000}"),
            Locale.ENGLISH));
  }

  @Test
  void stepsAreInTheLanguage() {
    JsonObject event =
        json(
            """
            {"event": "step", "epoch": 1, "batch": 1000, "batches": 2000, "losses": {"total": 1.5,
             "triplet": 0.5, "infoNce": 0, "distillation": 0, "momentumContrast": 0, "concept": 1},
             "learningRate": 0.0001, "pairsPerSecond": 40.1, "secondsLeft": 75}""");
    assertEquals(
        "Epoch 1, batch 1,000 of 2,000: loss 1.5000 (triplet 0.500, concept 1.000), learning rate"
            + " 0.00010, 40.1 pairs/s, 1:15 left",
        TrainingProgressPrinter.step(event, Locale.ENGLISH));
    assertFalse(TrainingProgressPrinter.step(event, Locale.CHINESE).contains("loss"));
  }

  @Test
  void bothBundlesHaveTheSameTexts() {
    ResourceBundle.Control files =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    String name = TrainingProgressPrinter.class.getPackageName() + ".progress";
    assertEquals(
        new TreeSet<>(ResourceBundle.getBundle(name, Locale.ROOT, files).keySet()),
        new TreeSet<>(ResourceBundle.getBundle(name, Locale.CHINESE, files).keySet()));
  }
}
