package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.CorpusError;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.corpus.ExclusionFile;
import org.kamcl.error.KamclException;

/** Runs that leave out images of their corpus. */
class ExclusionsTest {
  private static final List<Exclusion> TWO =
      List.of(new Exclusion("train", "p001.jpg"), new Exclusion("val", "p012.jpg"));

  @TempDir private static Path folder;
  private static TestRuns tiny;

  @BeforeAll
  static void open() {
    tiny = new TestRuns(folder, 12, 3, Map.of("batchSize", "4", "queueSize", "8"));
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  private static RunRequest request(String name, List<Exclusion> exclusions) {
    return new RunRequest(
        name,
        folder.resolve("corpus"),
        null,
        "small",
        null,
        5,
        Map.of("batchSize", "4", "queueSize", "8"),
        "test",
        exclusions);
  }

  @Test
  void excludedImagesAreNeitherTrainedNorValidated() {
    RunSpec spec = tiny.begin(request("without-two", TWO)).spec();
    RunCorpus used = RunCorpus.read(spec);
    assertEquals(11, used.training().size());
    assertEquals(2, used.validation().size());
    assertTrue(used.training().stream().map(CorpusImage::filename).noneMatch("p001.jpg"::equals));
    assertEquals(TWO, spec.exclusions());
  }

  @Test
  void excludedImageMayDisappearFromTheDisk() throws IOException {
    RunSpec spec = tiny.begin(request("disappearing", TWO)).spec();
    Path image = folder.resolve("corpus/p001.jpg");
    Path away = folder.resolve("p001.jpg");
    Files.move(image, away);
    try {
      assertEquals(11, RunCorpus.read(spec).training().size());
    } finally {
      Files.move(away, image);
    }
  }

  @Test
  void exclusionsChangeTheHashOfTheData() {
    assertNotEquals(
        tiny.begin(request("all", List.of())).spec().corpusSha256(),
        tiny.begin(request("fewer", TWO)).spec().corpusSha256());
  }

  @Test
  void excludingAnImageThatTheCorpusDoesNotHaveIsRefused() {
    RunRequest wrong = request("wrong", List.of(new Exclusion("val", "p001.jpg")));
    KamclException e = assertThrows(KamclException.class, () -> tiny.begin(wrong));
    assertTrue(e.is(RunError.EXCLUSION_UNKNOWN), e.getMessage());
  }

  @Test
  void runsOfEarlierVersionsExcludeNothing() {
    JsonObject json =
        JsonParser.parseString(tiny.begin(request("earlier", List.of())).spec().toJson())
            .getAsJsonObject();
    json.remove("exclusions");
    assertEquals(List.of(), RunSpec.fromJson(json.toString()).exclusions());
  }

  @Test
  void tableOfExclusionsKeepsAnyName() throws IOException {
    List<Exclusion> names =
        List.of(
            new Exclusion("train", "a, b.jpg"),
            new Exclusion("val", "he said \"no\".png"),
            new Exclusion("test", "水 面/é.jpg"));
    Path file = folder.resolve("exclusions.csv");
    ExclusionFile.write(file, names);
    assertEquals(names, ExclusionFile.read(file));
  }

  @Test
  void damagedTableOfExclusionsIsRefused() throws IOException {
    Path file = folder.resolve("damaged.csv");
    Files.writeString(file, "split,filename\ntrain,a.jpg\ntrain,\"b.jpg\n");
    KamclException e = assertThrows(KamclException.class, () -> ExclusionFile.read(file));
    assertTrue(e.is(CorpusError.EXCLUSIONS_DAMAGED), e.getMessage());
  }

  @Test
  void excludingAllTrainingImagesIsRefused() {
    List<Exclusion> all =
        new CorpusReader(Optional.empty(), true)
            .read(folder.resolve("corpus")).split("train").stream().map(Exclusion::of).toList();
    KamclException e = assertThrows(KamclException.class, () -> tiny.begin(request("none", all)));
    assertTrue(e.is(RunError.NO_TRAINING_SPLIT), e.getMessage());
  }
}
