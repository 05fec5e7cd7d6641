package org.kamcl.explorer.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.ConceptCalibration.Point;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

class ModelsCalibrateCommandTest {
  @TempDir private static Path folder;
  private static Path model;

  @BeforeAll
  static void createCorpusAndModel() {
    TinyCorpus.write(folder.resolve("corpus"), 100, 100);
    TinyCorpus.write(folder.resolve("small"), 100, 4);
    model = TestModels.defaultModel(folder.resolve("workspace/models/one"));
  }

  private static CommandResult calibrate(String corpus, String... more) {
    List<String> all = new ArrayList<>(List.of("models", "calibrate"));
    all.addAll(List.of(folder.resolve(corpus).toString(), "--model", "one", "--workspace"));
    all.add(folder.resolve("workspace").toString());
    all.addAll(List.of(more));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @Test
  void scoresAreCalibratedOnTheTrainSplitAndConceptsOnTheValSplit() {
    CommandResult result = calibrate("corpus", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
    assertTrue(json.get("source").getAsString().endsWith(", split train"));
    JsonObject concepts = json.getAsJsonObject("concepts");
    assertEquals(100, concepts.get("images").getAsInt());
    // An untrained model gives every concept a strength of about 0.5, so no concept is displayed.
    assertEquals(0, concepts.get("shown").getAsInt());
    assertTrue(ScoreCalibration.read(model).isPresent());
    ConceptCalibration calibration = ConceptCalibration.read(model);
    assertNotSame(ConceptCalibration.UNCALIBRATED, calibration);
    assertTrue(calibration.source().endsWith(", split val"), calibration.source());
    assertTrue(
        calibration.calibratedConcepts().contains("boats"),
        () -> calibration.calibratedConcepts().toString());
    assertTrue(calibration.displayThreshold("boats") > 1);
    assertFalse(calibration.calibratedConcepts().contains("stadium42"));
  }

  @Test
  void withTooFewImagesOnlyScoresAreCalibrated() throws IOException {
    ConceptCalibration before =
        new ConceptCalibration(Map.of("lake", 0.4), 0.5, List.of(new Point(0, 0)), "before");
    ModelStore store = new ModelStore(model.getParent(), Optional.empty());
    store.replaceCalibration(store.find("one"), before::write);
    CommandResult result = calibrate("small");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("Only scores are calibrated"), result.err());
    assertTrue(result.err().contains("the split val has 4"), result.err());
    assertEquals(
        "before", ConceptCalibration.read(model).source(), "the concept calibration is unchanged");

    CommandResult tooFew = calibrate("small", "--concepts-split", "val");
    assertEquals(1, tooFew.code(), tooFew.out());
    assertTrue(tooFew.err().contains("at least 100 images, but only 4"), tooFew.err());
    CommandResult unknown = calibrate("small", "--concepts-split", "test");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("\"test\"") && unknown.err().contains("--concepts-split"));
    Files.writeString(model.resolve("calibration.json"), "{}");
    CommandResult broken = calibrate("small");
    assertEquals(1, broken.code());
    assertTrue(broken.err().contains("its calibration calibration.json has changed"), broken.err());
    assertTrue(broken.err().contains("create it again with: kamcl models calibrate"), broken.err());
    // A calibration that was deleted is not expected any more once the others are new.
    Files.delete(model.resolve("calibration.json"));
    assertEquals(0, calibrate("small").code());
    assertEquals(List.of(), store.problems(store.find("one")));
  }
}
