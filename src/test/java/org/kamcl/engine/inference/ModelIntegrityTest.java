package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileError;

/** Files of a model that are missing, damaged or others than the manifest lists. */
class ModelIntegrityTest {
  @RegisterExtension private final ModelFolder folder = new ModelFolder();

  @Test
  void aModelWithoutAManifestGetsOneWhenItIsFirstChecked() throws IOException {
    CheckedModel first = folder.check();
    ModelManifest manifest = ModelManifest.read(folder.model()).orElseThrow();
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
        .forEach(
            (file, hash) ->
                assertEquals(hash, ModelFiles.sha256(folder.model().resolve(file)), file));
    assertTrue(first.warning().orElseThrow().is(InferenceError.MODEL_NEVER_CHECKED));
    CheckedModel second = folder.check();
    assertEquals(first.hashes(), second.hashes());
    assertEquals(Optional.empty(), second.warning(), "said once");
    assertEquals(List.of(), folder.store().problems(folder.stored()));
  }

  @Test
  void aRemovedManifestIsReportedAndWrittenAgain() throws IOException {
    folder.check();
    String before = Files.readString(folder.model().resolve(ModelManifest.FILE));
    Files.delete(folder.model().resolve(ModelManifest.FILE));
    assertTrue(folder.check().warning().orElseThrow().is(InferenceError.MANIFEST_MISSING));
    assertEquals(before, Files.readString(folder.model().resolve(ModelManifest.FILE)));
    assertEquals(Optional.empty(), folder.check().warning());
  }

  @Test
  void withoutAnyListTheFilesAreComparedWithThoseThatTheArchiveKnows() throws IOException {
    String content = folder.check().contentHash();
    Files.delete(folder.model().resolve(ModelManifest.FILE));
    Files.delete(folder.checkedFiles());
    folder.flip(ModelFiles.WORDPIECE_VOCABULARY, 1);
    ModelStore fresh = folder.open();
    KamclException refused =
        assertThrows(KamclException.class, () -> fresh.check(folder.stored(), Set.of(content)));
    assertTrue(refused.is(InferenceError.MODEL_DIFFERS_FROM_ARCHIVE), refused.getMessage());
    assertFalse(Files.exists(folder.model().resolve(ModelManifest.FILE)), "nothing is recorded");
    assertEquals(
        List.of("MODEL_DIFFERS_FROM_ARCHIVE"),
        fresh.problems(folder.stored(), Set.of(content)).stream()
            .map(p -> p.code().substring(p.code().lastIndexOf('.') + 1))
            .toList());
    folder.restore(ModelFiles.WORDPIECE_VOCABULARY);
    CheckedModel again = fresh.check(folder.stored(), Set.of(content));
    assertTrue(again.warning().orElseThrow().is(InferenceError.MANIFEST_MISSING));
    assertEquals(content, again.contentHash());
  }

  @Test
  void captionsInTheFolderOfAModelAreListedOrReported() throws IOException {
    folder.check();
    Files.writeString(folder.model().resolve("sentences.txt"), "a planted caption\n");
    assertTrue(folder.check().warning().orElseThrow().is(InferenceError.SENTENCES_UNLISTED));
    String hash = ModelFiles.sha256(folder.model().resolve("sentences.txt"));
    Files.writeString(
        folder.model().resolve(ModelManifest.FILE),
        hash + "  sentences.txt\n",
        StandardOpenOption.APPEND);
    assertEquals(Optional.empty(), folder.check().warning());
    Files.writeString(folder.model().resolve("sentences.txt"), "another caption\n");
    folder.assertRefused(InferenceError.MODEL_FILE_CHANGED, "sentences.txt");
  }

  @Test
  void aModelWithoutAManifestWhoseWeightsDoNotMatchItsCardIsRefused() throws IOException {
    ModelCard card = ModelCard.read(folder.model());
    String hash = ModelFiles.sha256(folder.model().resolve(ModelFiles.WEIGHTS));
    Files.writeString(
        folder.model().resolve(ModelCard.FILE),
        card.toBuilder().weightsSha256(hash).build().toJson());
    folder.rewriteWeights(1.5f);
    folder.assertRefused(InferenceError.MODEL_FILE_CHANGED, "weights.safetensors");
    assertFalse(Files.exists(folder.model().resolve(ModelManifest.FILE)), "nothing is recorded");
    folder.restore(ModelFiles.WEIGHTS);
    folder.check();
  }

  @Test
  void changedFilesAreRefusedByNameAndAcceptedWhenTheyAreBack() throws IOException {
    folder.check();
    CheckedModel before = folder.check();
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
      folder.flip(file, file.equals(ModelFiles.WEIGHTS) ? 1000 : 1);
      folder.assertRefused(damage.getValue(), file);
      folder.restore(file);
      assertEquals(before, folder.check(), file);
    }
  }

  @Test
  void theErrorSaysWhichFileWhatItShouldBeAndWhatToDo() throws IOException {
    String expected = folder.check().weightsSha256();
    folder.flip(ModelFiles.WEIGHTS, 1000);
    String text = folder.refused().getMessage();
    String found = ModelFiles.sha256(folder.model().resolve(ModelFiles.WEIGHTS));
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
    folder.check();
    folder.rewriteWeights(0.5f);
    folder.assertRefused(InferenceError.MODEL_FILE_CHANGED, "weights.safetensors");
  }

  @Test
  void aLineMissingFromTheVocabularyIsRefused() throws IOException {
    folder.check();
    Path words = folder.model().resolve(ModelFiles.WORDPIECE_VOCABULARY);
    List<String> lines = new ArrayList<>(Files.readAllLines(words));
    lines.remove(40);
    Files.write(words, lines);
    folder.assertRefused(InferenceError.MODEL_FILE_CHANGED, "wordpiece.txt");
  }

  @Test
  void changedConceptsAreRefusedAndNotBlamedOnTheCalibration() throws IOException {
    folder.check();
    Path concepts = folder.model().resolve(ModelFiles.CONCEPTS);
    Files.writeString(concepts, Files.readString(concepts).replace("\"lake\"", "\"lakes\""));
    folder.assertRefused(InferenceError.MODEL_FILE_CHANGED, "concepts.json");
    Files.writeString(concepts, "[\"lake\"");
    folder.assertRefused(InferenceError.MODEL_FILE_CHANGED, "concepts.json");
  }

  @Test
  void removedFilesAreNamed() throws IOException {
    folder.check();
    CheckedModel before = folder.check();
    for (String file : before.hashes().keySet()) {
      if (file.equals(ModelCard.FILE)) {
        continue;
      }
      Files.delete(folder.model().resolve(file));
      folder.assertRefused(
          FileComparison.CALIBRATIONS.contains(file)
              ? InferenceError.CALIBRATION_FILE_MISSING
              : InferenceError.MODEL_FILE_MISSING,
          file);
      folder.restore(file);
    }
    assertEquals(before, folder.check());
  }

  @Test
  void aChangedCardIsRefused() throws IOException {
    folder.check();
    Path card = folder.model().resolve(ModelCard.FILE);
    String text = Files.readString(card);
    Files.writeString(card, text.replace("\"imageSize\": 64", "\"imageSize\": 96"));
    folder.assertRefused(InferenceError.MODEL_FILE_CHANGED, "model.json");
    Files.writeString(card, text.substring(0, text.length() / 2));
    KamclException e = folder.refused();
    assertEquals(InferenceError.CARD_DAMAGED, e.code());
    Files.writeString(card, text);
    folder.check();
  }

  @Test
  void numbersOfTheCardThatCannotBeAreRefused() throws IOException {
    Path card = folder.model().resolve(ModelCard.FILE);
    String text = Files.readString(card);
    for (String damage : List.of("\"metrics\": {\"a\": NaN}", "\"metrics\": {\"a\": Infinity}")) {
      Files.writeString(card, text.replaceFirst("\"metrics\": \\{\\s*\\}", damage));
      KamclException e = assertThrows(KamclException.class, () -> ModelCard.read(folder.model()));
      assertEquals(InferenceError.CARD_NUMBER_INVALID, e.code(), damage);
    }
    for (String range : List.of("[NaN, 2]", "[2, 1]", "[0, 1]", "[1]", "[1, Infinity]")) {
      Files.writeString(card, text.replaceFirst("\\{", "{\"gsdRange\": " + range + ","));
      KamclException e = assertThrows(KamclException.class, () -> ModelCard.read(folder.model()));
      assertEquals(InferenceError.CARD_NUMBER_INVALID, e.code(), range);
    }
  }

  @Test
  void weightsThatAreNotFiniteAreRefusedWithTheTensor() throws IOException {
    for (float factor : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      folder.restore(ModelFiles.WEIGHTS);
      folder.rewriteWeights(factor);
      String tensor =
          SafeTensors.read(folder.model().resolve(ModelFiles.WEIGHTS))
              .tensors()
              .keySet()
              .iterator()
              .next();
      folder.assertRefused(InferenceError.WEIGHTS_NOT_FINITE, tensor);
      assertTrue(folder.refused().getMessage().contains("weights.safetensors"));
    }
    assertFalse(Files.exists(folder.model().resolve(ModelManifest.FILE)), "nothing is recorded");
  }

  @Test
  void weightsThatAreNotFiniteAreRefusedEvenIfTheManifestListsThem() {
    folder.rewriteWeights(Float.NaN);
    new ModelIntegrity(null).writeManifest(folder.stored());
    folder.assertRefused(InferenceError.WEIGHTS_NOT_FINITE, "weights.safetensors");
  }

  @Test
  void aDamagedManifestIsNamed() throws IOException {
    folder.check();
    Path manifest = folder.model().resolve(ModelManifest.FILE);
    byte[] good = Files.readAllBytes(manifest);
    for (byte[] damaged :
        List.of(
            new byte[0],
            new byte[good.length],
            java.util.Arrays.copyOf(good, good.length / 2),
            "not a list\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      Files.write(manifest, damaged);
      folder.assertRefused(InferenceError.MANIFEST_DAMAGED, ModelManifest.FILE);
    }
    Files.write(manifest, good);
    folder.check();
  }

  @Test
  void aFileThatChangedAfterItsManifestWasRemovedIsStillRefused() throws IOException {
    folder.check();
    Files.delete(folder.model().resolve(ModelManifest.FILE));
    folder.check();
    folder.flip(ModelFiles.WORDPIECE_VOCABULARY, 1);
    assertEquals(InferenceError.MODEL_FILE_CHANGED, folder.refused().code());
  }

  @Test
  void aPlaceholderInPlaceOfAFileIsNamedAsSuch() throws IOException {
    folder.check();
    Files.writeString(
        folder.model().resolve(ModelFiles.WEIGHTS),
        "version https://example.org/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 5\n");
    assertEquals(FileError.GIT_LFS_POINTER, folder.refused().code());
  }

  @Test
  void aChangeThatKeepsSizeAndModificationTimeIsFound() throws IOException {
    Path words = folder.model().resolve(ModelFiles.WORDPIECE_VOCABULARY);
    FileTime old = FileTime.fromMillis(1_600_000_000_000L);
    Files.setLastModifiedTime(words, old);
    folder.check();
    folder.check();
    folder.flip(ModelFiles.WORDPIECE_VOCABULARY, 1);
    Files.setLastModifiedTime(words, old);
    assertEquals(InferenceError.MODEL_FILE_CHANGED, folder.refused().code());
  }

  @Test
  void theContentHashDependsOnWhatInfluencesEmbeddingsOnly() throws IOException {
    String before = folder.check().contentHash();
    Files.delete(folder.model().resolve(ModelManifest.FILE));
    Files.delete(folder.checkedFiles());
    ModelFolder.scores(9, 1).write(folder.model());
    Files.delete(folder.model().resolve(ModelFiles.CONCEPT_CALIBRATION));
    Files.writeString(
        folder.model().resolve(ModelCard.FILE),
        ModelCard.read(folder.model()).toBuilder().description("Another text.").build().toJson());
    folder.reopen();
    assertEquals(before, folder.check().contentHash());
    for (String file : List.of(ModelFiles.CONCEPTS, ModelFiles.WORDPIECE_VOCABULARY)) {
      Files.delete(folder.model().resolve(ModelManifest.FILE));
      Files.delete(folder.checkedFiles());
      Files.writeString(
          folder.model().resolve(file), Files.readString(folder.model().resolve(file)) + "\n");
      folder.reopen();
      assertNotEquals(before, folder.check().contentHash(), file);
      folder.restore(file);
    }
  }
}
