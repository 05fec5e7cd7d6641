package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ConceptCalibration.Point;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileError;
import org.kamcl.support.TestModels;

class ModelIntegrityTest {
  @TempDir private static Path shared;
  private static Path original;
  @TempDir private Path folder;
  private Path model;
  private ModelStore store;

  /** A model with both calibrations. */
  private static Path original() throws IOException {
    if (original == null) {
      Path made = TestModels.defaultModel(shared.resolve("original"));
      new ConceptCalibration(
              Map.of("lake", 0.4), 0.5, List.of(new Point(0, 0), new Point(1, 0.9)), "a corpus")
          .write(made);
      scores(1, 1).write(made);
      Files.writeString(made.resolve("training.json"), "{\"epochs\": 3}\n");
      original = made;
    }
    return original;
  }

  /**
   * @param scale length of the vectors; a calibration has vectors of length 1
   */
  private static ScoreCalibration scores(long seed, float scale) {
    Random random = new Random(seed);
    float[][] rows = new float[8][512];
    for (float[] row : rows) {
      row[random.nextInt(row.length)] = scale;
    }
    return new ScoreCalibration(rows, rows, "a corpus");
  }

  @BeforeEach
  void copy() throws IOException {
    model = folder.resolve("models/small");
    FileUtils.copyDirectory(original().toFile(), model.toFile());
    store = new ModelStore(folder.resolve("models"), Optional.empty());
  }

  private StoredModel stored() {
    return new ModelStore(folder.resolve("models"), Optional.empty()).find("small");
  }

  private CheckedModel check() {
    return store.check(stored());
  }

  private KamclException refused() {
    return assertThrows(KamclException.class, this::check);
  }

  private void assertRefused(ErrorCode code, String file) {
    KamclException e = refused();
    assertEquals(code, e.code(), e.getMessage());
    assertTrue(e.getMessage().contains(file), e.getMessage());
    List<Problem> problems = store.problems(stored());
    assertTrue(problems.stream().anyMatch(p -> p.is(code)), problems.toString());
    // The same without anything remembered.
    KamclException cold =
        assertThrows(
            KamclException.class,
            () -> new ModelStore(folder.resolve("models"), Optional.empty()).check(stored()));
    assertEquals(code, cold.code());
  }

  private void flip(String file, int count) throws IOException {
    Path path = model.resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      bytes[bytes.length / 2 + random.nextInt(bytes.length / 2)] ^= 0x40;
    }
    Files.write(path, bytes);
  }

  private void restore(String file) throws IOException {
    Files.copy(
        original().resolve(file),
        model.resolve(file),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** The weights with one tensor changed. */
  private void rewriteWeights(float factor) {
    Path file = model.resolve(ModelFiles.WEIGHTS);
    WeightSet weights = SafeTensors.read(file);
    Map<String, TensorData> tensors = new java.util.LinkedHashMap<>(weights.tensors());
    String name = tensors.keySet().iterator().next();
    float[] values = tensors.get(name).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    tensors.put(name, TensorData.ofFloats(values, tensors.get(name).shape()));
    SafeTensors.write(file, new WeightSet(tensors, weights.metadata()));
  }

  @Test
  void aModelWithoutAManifestGetsOneWhenItIsFirstChecked() throws IOException {
    CheckedModel first = check();
    ModelManifest manifest = ModelManifest.read(model).orElseThrow();
    assertEquals(
        List.of(
            "calibration.json",
            "concepts.json",
            "model.json",
            "score-calibration.safetensors",
            "training.json",
            "weights.safetensors",
            "wordpiece.txt"),
        List.copyOf(manifest.hashes().keySet()));
    manifest
        .hashes()
        .forEach((file, hash) -> assertEquals(hash, ModelFiles.sha256(model.resolve(file)), file));
    assertTrue(first.warning().orElseThrow().is(InferenceError.MODEL_NEVER_CHECKED));
    CheckedModel second = check();
    assertEquals(first.hashes(), second.hashes());
    assertEquals(Optional.empty(), second.warning(), "said once");
    assertEquals(List.of(), store.problems(stored()));
  }

  @Test
  void aRemovedManifestIsReportedAndWrittenAgain() throws IOException {
    check();
    String before = Files.readString(model.resolve(ModelManifest.FILE));
    Files.delete(model.resolve(ModelManifest.FILE));
    assertTrue(check().warning().orElseThrow().is(InferenceError.MANIFEST_MISSING));
    assertEquals(before, Files.readString(model.resolve(ModelManifest.FILE)));
    assertEquals(Optional.empty(), check().warning());
  }

  @Test
  void withoutAnyListTheFilesAreComparedWithThoseThatTheArchiveKnows() throws IOException {
    String content = check().contentHash();
    Files.delete(model.resolve(ModelManifest.FILE));
    Files.delete(folder.resolve("models/.checked.json"));
    flip(ModelFiles.WORDPIECE_VOCABULARY, 1);
    ModelStore fresh = new ModelStore(folder.resolve("models"), Optional.empty());
    KamclException refused =
        assertThrows(KamclException.class, () -> fresh.check(stored(), Set.of(content)));
    assertTrue(refused.is(InferenceError.MODEL_DIFFERS_FROM_ARCHIVE), refused.getMessage());
    assertFalse(Files.exists(model.resolve(ModelManifest.FILE)), "nothing is recorded");
    assertEquals(
        List.of("MODEL_DIFFERS_FROM_ARCHIVE"),
        fresh.problems(stored(), Set.of(content)).stream()
            .map(p -> p.code().substring(p.code().lastIndexOf('.') + 1))
            .toList());
    restore(ModelFiles.WORDPIECE_VOCABULARY);
    CheckedModel again = fresh.check(stored(), Set.of(content));
    assertTrue(again.warning().orElseThrow().is(InferenceError.MANIFEST_MISSING));
    assertEquals(content, again.contentHash());
  }

  @Test
  void theShippedModelWithoutItsListIsComparedWithThatInTheProgram() throws IOException {
    assertEquals(
        ModelManifest.read(Path.of("models/default")).orElseThrow(),
        ModelManifest.ofShippedModel(),
        "copy models/default/SHA256SUMS to shipped-model.sha256 in the resources");
    Path program = folder.resolve("program/models");
    FileUtils.copyDirectory(
        Path.of("models/default").toFile(), program.resolve("default").toFile());
    Files.delete(program.resolve("default").resolve(ModelManifest.FILE));
    List<String> words = Files.readAllLines(program.resolve("default/wordpiece.txt"));
    Files.write(program.resolve("default/wordpiece.txt"), words.subList(0, words.size() - 1));
    ModelStore shipped = new ModelStore(folder.resolve("none"), Optional.of(program));
    KamclException refused =
        assertThrows(KamclException.class, () -> shipped.check(shipped.find("default")));
    assertTrue(refused.is(InferenceError.MODEL_FILE_CHANGED), refused.getMessage());
    assertEquals("wordpiece.txt", refused.arguments().get(1));
    Files.copy(
        Path.of("models/default/wordpiece.txt"),
        program.resolve("default/wordpiece.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    assertTrue(
        shipped
            .check(shipped.find("default"))
            .warning()
            .orElseThrow()
            .is(InferenceError.MANIFEST_MISSING));
  }

  @Test
  void captionsInTheFolderOfAModelAreListedOrReported() throws IOException {
    check();
    Files.writeString(model.resolve("sentences.txt"), "a planted caption\n");
    assertTrue(check().warning().orElseThrow().is(InferenceError.SENTENCES_UNLISTED));
    String hash = ModelFiles.sha256(model.resolve("sentences.txt"));
    Files.writeString(
        model.resolve(ModelManifest.FILE), hash + "  sentences.txt\n", StandardOpenOption.APPEND);
    assertEquals(Optional.empty(), check().warning());
    Files.writeString(model.resolve("sentences.txt"), "another caption\n");
    assertRefused(InferenceError.MODEL_FILE_CHANGED, "sentences.txt");
  }

  @Test
  void theCaptionsOfTheProgramAreListed() {
    assertTrue(
        ModelManifest.read(Path.of("models")).orElseThrow().hashes().containsKey("sentences.txt"));
    ModelManifest.checkFile(Path.of("models/sentences.txt"));
  }

  @Test
  void aModelWithoutAManifestWhoseWeightsDoNotMatchItsCardIsRefused() throws IOException {
    ModelCard card = ModelCard.read(model);
    String hash = ModelFiles.sha256(model.resolve(ModelFiles.WEIGHTS));
    Files.writeString(
        model.resolve(ModelCard.FILE), card.toBuilder().weightsSha256(hash).build().toJson());
    rewriteWeights(1.5f);
    assertRefused(InferenceError.MODEL_FILE_CHANGED, "weights.safetensors");
    assertFalse(Files.exists(model.resolve(ModelManifest.FILE)), "nothing is recorded");
    restore(ModelFiles.WEIGHTS);
    check();
  }

  @Test
  void changedFilesAreRefusedByNameAndAcceptedWhenTheyAreBack() throws IOException {
    check();
    CheckedModel before = check();
    Map<String, ErrorCode> codes = new TreeMap<>();
    for (String file : before.hashes().keySet()) {
      codes.put(
          file,
          FileComparison.CALIBRATIONS.contains(file)
              ? InferenceError.CALIBRATION_FILE_CHANGED
              : InferenceError.MODEL_FILE_CHANGED);
    }
    codes.remove(ModelCard.FILE);
    for (Map.Entry<String, ErrorCode> damage : codes.entrySet()) {
      String file = damage.getKey();
      flip(file, file.equals(ModelFiles.WEIGHTS) ? 1000 : 1);
      assertRefused(damage.getValue(), file);
      restore(file);
      assertEquals(before, check(), file);
    }
  }

  @Test
  void theErrorSaysWhichFileWhatItShouldBeAndWhatToDo() throws IOException {
    String expected = check().weightsSha256();
    flip(ModelFiles.WEIGHTS, 1000);
    String text = refused().getMessage();
    String found = ModelFiles.sha256(model.resolve(ModelFiles.WEIGHTS));
    assertEquals(
        "The model \"small\" is not used because its file weights.safetensors has changed (SHA-256 "
            + found.substring(0, 12)
            + "... instead of "
            + expected.substring(0, 12)
            + "...). Restore the file from a copy of the model, or choose another model.",
        text);
  }

  @Test
  void theWeightsOfAnotherTrainingAreRefused() throws IOException {
    check();
    rewriteWeights(0.5f);
    assertRefused(InferenceError.MODEL_FILE_CHANGED, "weights.safetensors");
  }

  @Test
  void aLineMissingFromTheVocabularyIsRefused() throws IOException {
    check();
    Path words = model.resolve(ModelFiles.WORDPIECE_VOCABULARY);
    List<String> lines = new ArrayList<>(Files.readAllLines(words));
    lines.remove(40);
    Files.write(words, lines);
    assertRefused(InferenceError.MODEL_FILE_CHANGED, "wordpiece.txt");
  }

  @Test
  void changedConceptsAreRefusedAndNotBlamedOnTheCalibration() throws IOException {
    check();
    Path concepts = model.resolve(ModelFiles.CONCEPTS);
    Files.writeString(concepts, Files.readString(concepts).replace("\"lake\"", "\"lakes\""));
    assertRefused(InferenceError.MODEL_FILE_CHANGED, "concepts.json");
    Files.writeString(concepts, "[\"lake\"");
    assertRefused(InferenceError.MODEL_FILE_CHANGED, "concepts.json");
  }

  @Test
  void withoutAManifestACalibrationOfOtherConceptsNamesBothFiles() throws IOException {
    Path concepts = model.resolve(ModelFiles.CONCEPTS);
    Files.writeString(concepts, Files.readString(concepts).replace("\"lake\"", "\"lakes\""));
    KamclException e =
        assertThrows(
            KamclException.class,
            () ->
                ConceptCalibration.read(model)
                    .check(model, java.util.Set.copyOf(List.of("lakes"))));
    assertEquals(InferenceError.CALIBRATION_OF_OTHER_CONCEPTS, e.code());
    assertTrue(e.getMessage().contains("concepts.json"), e.getMessage());
    assertTrue(e.getMessage().contains("calibration.json"), e.getMessage());
  }

  @Test
  void removedFilesAreNamed() throws IOException {
    check();
    CheckedModel before = check();
    for (String file : before.hashes().keySet()) {
      if (file.equals(ModelCard.FILE)) {
        continue;
      }
      Files.delete(model.resolve(file));
      assertRefused(
          FileComparison.CALIBRATIONS.contains(file)
              ? InferenceError.CALIBRATION_FILE_MISSING
              : InferenceError.MODEL_FILE_MISSING,
          file);
      restore(file);
    }
    assertEquals(before, check());
  }

  @Test
  void aCalibrationThatDoesNotBelongToTheModelIsRefused() throws IOException {
    Files.delete(model.resolve(ModelFiles.CONCEPT_CALIBRATION));
    check();
    restore(ModelFiles.CONCEPT_CALIBRATION);
    assertRefused(InferenceError.CALIBRATION_FILE_UNLISTED, "calibration.json");
    Files.delete(model.resolve(ModelFiles.CONCEPT_CALIBRATION));
    check();
  }

  @Test
  void aChangedCardIsRefused() throws IOException {
    check();
    Path card = model.resolve(ModelCard.FILE);
    String text = Files.readString(card);
    Files.writeString(card, text.replace("\"imageSize\": 64", "\"imageSize\": 96"));
    assertRefused(InferenceError.MODEL_FILE_CHANGED, "model.json");
    Files.writeString(card, text.substring(0, text.length() / 2));
    KamclException e = refused();
    assertEquals(InferenceError.CARD_DAMAGED, e.code());
    Files.writeString(card, text);
    check();
  }

  @Test
  void numbersOfTheCardThatCannotBeAreRefused() throws IOException {
    Path card = model.resolve(ModelCard.FILE);
    String text = Files.readString(card);
    for (String damage : List.of("\"metrics\": {\"a\": NaN}", "\"metrics\": {\"a\": Infinity}")) {
      Files.writeString(card, text.replaceFirst("\"metrics\": \\{\\s*\\}", damage));
      KamclException e = assertThrows(KamclException.class, () -> ModelCard.read(model));
      assertEquals(InferenceError.CARD_NUMBER_INVALID, e.code(), damage);
    }
    for (String range : List.of("[NaN, 2]", "[2, 1]", "[0, 1]", "[1]", "[1, Infinity]")) {
      Files.writeString(card, text.replaceFirst("\\{", "{\"gsdRange\": " + range + ","));
      KamclException e = assertThrows(KamclException.class, () -> ModelCard.read(model));
      assertEquals(InferenceError.CARD_NUMBER_INVALID, e.code(), range);
    }
  }

  @Test
  void weightsThatAreNotFiniteAreRefusedWithTheTensor() throws IOException {
    for (float factor : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      restore(ModelFiles.WEIGHTS);
      rewriteWeights(factor);
      String tensor =
          SafeTensors.read(model.resolve(ModelFiles.WEIGHTS)).tensors().keySet().iterator().next();
      assertRefused(InferenceError.WEIGHTS_NOT_FINITE, tensor);
      assertTrue(refused().getMessage().contains("weights.safetensors"));
    }
    assertFalse(Files.exists(model.resolve(ModelManifest.FILE)), "nothing is recorded");
  }

  @Test
  void weightsThatAreNotFiniteAreRefusedEvenIfTheManifestListsThem() {
    rewriteWeights(Float.NaN);
    new ModelIntegrity(null).writeManifest(stored());
    assertRefused(InferenceError.WEIGHTS_NOT_FINITE, "weights.safetensors");
  }

  @Test
  void calibrationsWithImpossibleNumbersAreRefused() throws IOException {
    Path scores = model.resolve(ModelFiles.SCORE_CALIBRATION);
    for (float length : new float[] {Float.NaN, 0, 2}) {
      scores(2, 1).write(model);
      WeightSet set = SafeTensors.read(scores);
      Map<String, TensorData> tensors = new TreeMap<>(set.tensors());
      float[] values = tensors.get("queries").toFloats();
      for (int i = 0; i < 512; i++) {
        values[i] *= length;
      }
      tensors.put("queries", TensorData.ofFloats(values, tensors.get("queries").shape()));
      SafeTensors.write(scores, new WeightSet(tensors, set.metadata()));
      assertRefused(InferenceError.SCORE_CALIBRATION_DAMAGED, "score-calibration.safetensors");
    }
    restore(ModelFiles.SCORE_CALIBRATION);
    Path concepts = model.resolve(ModelFiles.CONCEPT_CALIBRATION);
    String text = Files.readString(concepts);
    for (String number : List.of("NaN", "-0.1", "1e300", "Infinity")) {
      Files.writeString(concepts, text.replace("0.4", number));
      KamclException e =
          assertThrows(KamclException.class, () -> ConceptCalibration.read(model), number);
      assertEquals(InferenceError.CONCEPT_CALIBRATION_DAMAGED, e.code());
    }
  }

  @Test
  void aDamagedManifestIsNamed() throws IOException {
    check();
    Path manifest = model.resolve(ModelManifest.FILE);
    byte[] good = Files.readAllBytes(manifest);
    for (byte[] damaged :
        List.of(
            new byte[0],
            new byte[good.length],
            java.util.Arrays.copyOf(good, good.length / 2),
            "not a list\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      Files.write(manifest, damaged);
      assertRefused(InferenceError.MANIFEST_DAMAGED, ModelManifest.FILE);
    }
    Files.write(manifest, good);
    check();
  }

  @Test
  void aFileThatChangedAfterItsManifestWasRemovedIsStillRefused() throws IOException {
    check();
    Files.delete(model.resolve(ModelManifest.FILE));
    check();
    flip(ModelFiles.WORDPIECE_VOCABULARY, 1);
    assertEquals(InferenceError.MODEL_FILE_CHANGED, refused().code());
  }

  @Test
  void aPlaceholderInPlaceOfAFileIsNamedAsSuch() throws IOException {
    check();
    Files.writeString(
        model.resolve(ModelFiles.WEIGHTS),
        "version https://example.org/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 5\n");
    assertEquals(FileError.GIT_LFS_POINTER, refused().code());
  }

  @Test
  void aChangeThatKeepsSizeAndModificationTimeIsFound() throws IOException {
    Path words = model.resolve(ModelFiles.WORDPIECE_VOCABULARY);
    FileTime old = FileTime.fromMillis(1_600_000_000_000L);
    Files.setLastModifiedTime(words, old);
    check();
    check();
    flip(ModelFiles.WORDPIECE_VOCABULARY, 1);
    Files.setLastModifiedTime(words, old);
    assertEquals(InferenceError.MODEL_FILE_CHANGED, refused().code());
  }

  @Test
  void theContentHashDependsOnWhatInfluencesEmbeddingsOnly() throws IOException {
    String before = check().contentHash();
    Files.delete(model.resolve(ModelManifest.FILE));
    Files.delete(folder.resolve("models/.checked.json"));
    scores(9, 1).write(model);
    Files.delete(model.resolve(ModelFiles.CONCEPT_CALIBRATION));
    Files.writeString(
        model.resolve(ModelCard.FILE),
        ModelCard.read(model).toBuilder().description("Another text.").build().toJson());
    store = new ModelStore(folder.resolve("models"), Optional.empty());
    assertEquals(before, check().contentHash());
    for (String file : List.of(ModelFiles.CONCEPTS, ModelFiles.WORDPIECE_VOCABULARY)) {
      Files.delete(model.resolve(ModelManifest.FILE));
      Files.delete(folder.resolve("models/.checked.json"));
      Files.writeString(model.resolve(file), Files.readString(model.resolve(file)) + "\n");
      store = new ModelStore(folder.resolve("models"), Optional.empty());
      assertNotEquals(before, check().contentHash(), file);
      restore(file);
    }
  }

  @Test
  void aReplacedCalibrationIsListed() throws IOException {
    String before = check().contentHash();
    store.replaceCalibration(stored(), made -> scores(5, 1).write(made));
    CheckedModel after = check();
    assertEquals(before, after.contentHash());
    assertEquals(List.of(), store.problems(stored()));
    assertEquals(
        ModelFiles.sha256(model.resolve(ModelFiles.SCORE_CALIBRATION)),
        after.hashes().get(ModelFiles.SCORE_CALIBRATION));
  }

  @Test
  void aDamagedCalibrationCanBeReplaced() throws IOException {
    check();
    flip(ModelFiles.SCORE_CALIBRATION, 5);
    assertEquals(InferenceError.CALIBRATION_FILE_CHANGED, refused().code());
    store.replaceCalibration(stored(), made -> scores(5, 1).write(made));
    check();
  }

  @Test
  void aCalibrationWhoseReplacementWasKilledIsTheOldOrTheNewOne() throws IOException {
    check();
    Path manifest = model.resolve(ModelManifest.FILE);
    Path scores = model.resolve(ModelFiles.SCORE_CALIBRATION);
    byte[] oldManifest = Files.readAllBytes(manifest);
    byte[] oldScores = Files.readAllBytes(scores);
    store.replaceCalibration(stored(), made -> scores(5, 1).write(made));
    byte[] newManifest = Files.readAllBytes(manifest);
    // Killed before the calibration was moved.
    Path next = model.resolve(ModelManifest.FILE + ".next");
    Files.write(next, newManifest);
    Files.write(manifest, oldManifest);
    byte[] newScores = Files.readAllBytes(scores);
    Files.write(scores, oldScores);
    check();
    // Killed after the calibration was moved.
    Files.write(next, newManifest);
    Files.write(scores, newScores);
    check();
    assertFalse(Files.exists(next));
    assertEquals(new String(newManifest, StandardCharsets.UTF_8), Files.readString(manifest));
  }

  @Test
  void theModelsOfTheProgramMatchTheirManifests() {
    ModelStore program =
        new ModelStore(folder.resolve("none"), Optional.of(Path.of("models").toAbsolutePath()));
    assertEquals(List.of(), program.problems(program.find("default")));
    for (String file :
        List.of("efficientnet-lite0.safetensors", "minilm-l6.safetensors", "minilm-l6-vocab.txt")) {
      assertTrue(
          ModelManifest.read(Path.of("models/pretrained"))
              .orElseThrow()
              .hashes()
              .containsKey(file));
      ModelManifest.checkFile(Path.of("models/pretrained", file));
    }
  }

  @Test
  void aListedFileThatChangedIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("minilm-l6-vocab.txt"), "a\nb\n");
    ModelManifest.of(Map.of("minilm-l6-vocab.txt", ModelFiles.sha256(file))).write(folder);
    ModelManifest.checkFile(file);
    Files.writeString(file, "a\n");
    KamclException e = assertThrows(KamclException.class, () -> ModelManifest.checkFile(file));
    assertEquals(InferenceError.LISTED_FILE_CHANGED, e.code());
  }
}
