package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.Orientation;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileError;
import org.kamcl.support.TestModels;

class KamclModelTest {
  @TempDir private static Path temporary;
  private static Path folder;
  private static EngineRuntime runtime;
  private static KamclModel model;

  @BeforeAll
  static void open() {
    folder = TestModels.defaultModel(temporary.resolve("small"));
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    model = KamclModel.open(folder, runtime);
  }

  @AfterAll
  static void close() {
    model.close();
    runtime.close();
  }

  private static List<RgbImage> images(int count) {
    List<RgbImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(TestModels.image(i, 40 + i, 50));
    }
    return images;
  }

  @Test
  void everyImageGivesOneEmbedding() {
    List<Embedding> embeddings = model.embedImages(images(19));
    assertEquals(19, embeddings.size());
    for (Embedding embedding : embeddings) {
      assertEquals(512, embedding.vector().length);
      assertEquals(512, embedding.concepts().length);
      for (float strength : embedding.concepts()) {
        assertTrue(strength >= 0 && strength <= 1);
      }
      double squares = 0;
      for (float x : embedding.unitVector()) {
        squares += x * x;
      }
      assertEquals(1, squares, 1e-5);
    }
    assertNotEquals(embeddings.get(0).vector()[0], embeddings.get(1).vector()[0]);
    assertEquals(List.of(), model.embedImages(List.of()));
    assertEquals(List.of(), model.embedTexts(List.of()));
  }

  @Test
  void filesOfAModelThatWereNotDownloadedAreNamed() throws IOException {
    Path copy = TestModels.defaultModel(temporary.resolve("pointers"));
    for (String name :
        List.of(
            ModelFiles.WORDPIECE_VOCABULARY,
            ModelFiles.CONCEPTS,
            ModelFiles.WEIGHTS,
            ModelCard.FILE)) {
      byte[] content = Files.readAllBytes(copy.resolve(name));
      Files.writeString(
          copy.resolve(name),
          "version https://example.org/spec/v1\noid sha256:4d7a\nsize 46000000\n");
      KamclException e =
          assertThrows(KamclException.class, () -> KamclModel.open(copy, runtime).close());
      assertTrue(e.is(FileError.GIT_LFS_POINTER), e.getMessage());
      assertTrue(e.getMessage().contains(name), e.getMessage());
      Files.write(copy.resolve(name), content);
    }
  }

  @Test
  void imageEmbeddingDoesNotDependOnItsBatch() {
    float[] inBatch = model.embedImages(images(8)).get(5).unitVector();
    float[] alone = model.embedImages(images(6).subList(5, 6)).get(0).unitVector();
    assertArrayEquals(alone, inBatch, 1e-5f);
  }

  @Test
  void textEmbeddingDoesNotDependOnItsBatch() {
    String longText = "many boats near a pier and green trees beside the lake ".repeat(8);
    float[] inBatch = model.embedTexts(List.of("a lake", longText, "")).get(0).unitVector();
    float[] alone = model.embedTexts(List.of("a lake")).get(0).unitVector();
    assertArrayEquals(alone, inBatch, 1e-5f);
  }

  @Test
  void concurrentCallsGiveTheSameEmbeddings() throws ExecutionException, InterruptedException {
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      expected.add(model.embedTexts(List.of("boats " + i)).get(0).vector());
    }
    try (WorkerPool workerPool = new WorkerPool(4)) {
      List<Future<float[]>> futures = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String text = "boats " + i;
        futures.add(workerPool.submit(() -> model.embedTexts(List.of(text)).get(0).vector()));
      }
      for (int i = 0; i < 12; i++) {
        assertArrayEquals(expected.get(i), futures.get(i).get());
      }
    }
  }

  @Test
  void brokenFilesAreReportedAndTheOthersAreEmbeddedInOrder() throws IOException {
    List<Path> files = new ArrayList<>();
    byte[] jpeg = ImageBytes.jpeg(TestModels.image(3, 90, 70));
    for (int i = 0; i < 30; i++) {
      boolean broken = i % 7 == 2;
      Path file = temporary.resolve(i + ".jpg");
      files.add(broken ? Files.writeString(file, "not an image") : Files.write(file, jpeg));
    }
    List<String> seen = new ArrayList<>();
    try (WorkerPool workerPool = new WorkerPool(2)) {
      new ImageFileEmbedder(model, workerPool)
          .embed(
              files,
              new ImageFileEmbedder.Sink() {
                @Override
                public void embedded(Path file, Embedding embedding) {
                  seen.add(file.getFileName().toString());
                }

                @Override
                public void skipped(Path file, Problem problem) {
                  assertTrue(
                      ErrorText.of(problem, Locale.ENGLISH).contains(file.toString()),
                      ErrorText.of(problem, Locale.ENGLISH));
                  seen.add("-" + file.getFileName());
                }
              });
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      expected.add((i % 7 == 2 ? "-" : "") + i + ".jpg");
    }
    assertEquals(expected, seen);
  }

  @Test
  void closedModelThrows() {
    KamclModel other = KamclModel.open(folder, runtime);
    other.close();
    assertThrows(IllegalStateException.class, () -> other.embedTexts(List.of("a lake")));
    other.close();
  }

  private static Path copy(String name) throws IOException {
    Path target = Files.createDirectory(temporary.resolve(name));
    for (String file : List.of("model.json", "wordpiece.txt", "concepts.json")) {
      Files.copy(folder.resolve(file), target.resolve(file));
    }
    Files.createLink(target.resolve("weights.safetensors"), folder.resolve("weights.safetensors"));
    return target;
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "wordpiece.txt", "concepts.json", "weights.safetensors"})
  void missingFileIsNamed(String file) throws IOException {
    Path broken = copy("without-" + file);
    Files.delete(broken.resolve(file));
    KamclException e = assertThrows(KamclException.class, () -> KamclModel.open(broken, runtime));
    assertTrue(e.getMessage().contains(file), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"imageSize\": 64|\"imageSize\": 65|CARD_NETWORK_INVALID",
        "\"formatVersion\": 1|\"formatVersion\": 99|CARD_TOO_NEW",
        "MOBILENET_V2_035|RESNET18|TENSORS_MISMATCH",
        "\"conceptCount\": 512|\"conceptCount\": 100|TOO_MANY_CONCEPTS",
        "\"embeddingSize\": 512|\"embeddingSize\": 256|TENSORS_MISMATCH",
        "{|[|CARD_DAMAGED"
      })
  void mismatchedModelCardIsRejected(String from, String to, InferenceError code)
      throws IOException {
    Path broken = copy("card-" + Integer.toHexString((from + to).hashCode()));
    Path card = broken.resolve("model.json");
    Files.writeString(card, Files.readString(card).replaceFirst(Pattern.quote(from), to));
    KamclException e = assertThrows(KamclException.class, () -> KamclModel.open(broken, runtime));
    assertEquals(code, e.code());
    assertTrue(e.getMessage().contains(broken.toString()), e.getMessage());
  }

  @Test
  void vocabularyLargerThanTheNetworkIsRejected() throws IOException {
    Path broken = copy("words");
    Path pieces = broken.resolve("wordpiece.txt");
    Files.writeString(pieces, Files.readString(pieces) + "more\nwords\n");
    KamclException e = assertThrows(KamclException.class, () -> KamclModel.open(broken, runtime));
    assertEquals(InferenceError.VOCABULARY_TOO_LARGE, e.code());
    long words = Files.readString(pieces).lines().count();
    assertTrue(e.getMessage().contains(words + " words"), e.getMessage());
    assertTrue(e.getMessage().contains("room for " + (words - 2)), e.getMessage());
  }

  @Test
  void fileIsEmbeddedInSeveralOrientations() throws IOException {
    Path file = temporary.resolve("turned.jpg");
    Files.write(file, ImageBytes.jpeg(TestModels.image(3, 64, 64)));
    Path broken = temporary.resolve("broken-views.jpg");
    Files.writeString(broken, "not an image");
    RgbImage image = ImageDecoder.decode(file);
    List<RgbImage> rotated = new ArrayList<>();
    for (int o = 1; o <= Orientation.COUNT; o++) {
      rotated.add(new Orientation(o).apply(image));
    }
    List<Embedding> expected = model.embedImages(rotated);
    List<String> skipped = new ArrayList<>();
    List<List<Embedding>> embedded = new ArrayList<>();
    try (WorkerPool workerPool = new WorkerPool(2)) {
      new ImageFileEmbedder(model, workerPool)
          .embedOrientations(
              List.of(broken, file, broken),
              Orientation.COUNT,
              new ImageFileEmbedder.OrientationSink() {
                @Override
                public void embedded(Path own, List<Embedding> views) {
                  assertEquals(file, own);
                  embedded.add(views);
                }

                @Override
                public void skipped(Path own, Problem problem) {
                  skipped.add(ErrorText.of(problem, Locale.ENGLISH));
                }
              });
    }
    assertEquals(2, skipped.size());
    assertTrue(skipped.get(0).contains("broken-views.jpg"), skipped.get(0));
    assertEquals(1, embedded.size());
    for (int o = 0; o < Orientation.COUNT; o++) {
      float[] vector = embedded.get(0).get(o).vector();
      assertArrayEquals(expected.get(o).vector(), vector, 1e-4f, "orientation " + (o + 1));
    }
    assertNotEquals(expected.get(0).vector()[0], expected.get(5).vector()[0]);
  }
}
