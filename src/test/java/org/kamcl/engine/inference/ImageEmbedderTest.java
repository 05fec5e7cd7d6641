package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageError;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.support.TestModels;

@Timeout(120)
class ImageEmbedderTest {
  @TempDir static Path folder;
  private static EngineRuntime runtime;
  private static KamclModel model;
  private static WorkerPool workerPool;

  @BeforeAll
  static void open() {
    TestModels.defaultModel(folder, 64);
    runtime = EngineRuntime.open(DeviceChoice.CPU);
    model = KamclModel.open(folder, runtime);
    workerPool = new WorkerPool(3);
  }

  @AfterAll
  static void close() {
    workerPool.close();
    model.close();
    runtime.close();
  }

  /** Records the results in order. */
  private static class RecordingSink implements ImageEmbedder.Sink<Integer> {
    final List<Integer> order = new ArrayList<>();
    final TreeMap<Integer, float[]> vectors = new TreeMap<>();
    final List<String> reasons = new ArrayList<>();

    @Override
    public void embedded(Integer number, Embedding embedding) {
      order.add(number);
      vectors.put(number, embedding.unitVector());
    }

    @Override
    public void skipped(Integer number, Problem problem) {
      order.add(number);
      reasons.add(ErrorText.of(problem, Locale.ENGLISH));
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static RgbImage image(int number) {
    return TestModels.image(number, 70, 60);
  }

  /** Breaks entire batches, single images, and no image of some batches. */
  private static boolean broken(int number) {
    return (number >= 8 && number < 20) || number % 7 == 3;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ImageEmbedder<Integer> embedder(ImageEmbedder.Source<Integer> source) {
    return new ImageEmbedder<>(model, workerPool, source);
  }

  @Test
  void slowAndBrokenImagesChangeNeitherOrderNorVectors() {
    RecordingSink sink = new RecordingSink();
    List<CountDownLatch> read = new ArrayList<>();
    numbers(42).forEach(number -> read.add(new CountDownLatch(1)));
    embedder(
            number -> {
              read.get(number).countDown();
              if (broken(number)) {
                throw new KamclException(ImageError.DAMAGED, "image " + number);
              }
              if (number % 5 == 0) {
                // Finishes after the following image.
                await(read.get(number + 1));
              }
              return image(number);
            })
        .embed(numbers(42), sink);
    assertEquals(numbers(42), sink.order);
    assertEquals(
        IntStream.range(0, 42).filter(ImageEmbedderTest::broken).count(), sink.reasons.size());
    assertTrue(sink.reasons.stream().anyMatch(reason -> reason.contains("image 38 ")));
    sink.vectors.forEach(
        (number, vector) ->
            assertArrayEquals(
                model.embedImages(List.of(image(number))).get(0).unitVector(),
                vector,
                1e-5f,
                "image " + number));
  }

  @Test
  void emptyAndEntirelyBrokenInputIsAccepted() {
    RecordingSink none = new RecordingSink();
    ImageEmbedder<Integer> broken =
        embedder(
            number -> {
              throw new KamclException(ImageError.DAMAGED, "image");
            });
    broken.embed(List.of(), none);
    assertTrue(none.order.isEmpty());
    RecordingSink sink = new RecordingSink();
    broken.embed(numbers(9), sink);
    assertEquals(9, sink.reasons.size());
  }

  @Test
  void sinkFailureStopsEmbeddingAndTheModelStaysUsable() {
    AtomicInteger read = new AtomicInteger();
    ImageEmbedder<Integer> embedder =
        embedder(
            number -> {
              read.incrementAndGet();
              return image(number);
            });
    RecordingSink full =
        new RecordingSink() {
          @Override
          public void embedded(Integer number, Embedding embedding) {
            if (number == 5) {
              throw new IllegalStateException("the disk is full");
            }
            super.embedded(number, embedding);
          }
        };
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> embedder.embed(numbers(400), full));
    assertEquals("the disk is full", failure.getMessage());
    assertEquals(List.of(0, 1, 2, 3, 4), full.order);
    assertTrue(read.get() < 100, () -> read.get() + " were read");
    RecordingSink sink = new RecordingSink();
    embedder.embed(numbers(6), sink);
    assertEquals(6, sink.vectors.size());
  }

  @Test
  void interruptStopsEmbedding() {
    ImageEmbedder<Integer> embedder = embedder(ImageEmbedderTest::image);
    RecordingSink sink =
        new RecordingSink() {
          @Override
          public void embedded(Integer number, Embedding embedding) {
            super.embedded(number, embedding);
            if (number == 2) {
              Thread.currentThread().interrupt();
            }
          }
        };
    KamclException failure =
        assertThrows(KamclException.class, () -> embedder.embed(numbers(400), sink));
    assertTrue(Thread.interrupted());
    assertEquals(InferenceError.EMBEDDING_INTERRUPTED, failure.code());
    assertFalse(sink.order.size() > 100);
  }
}
