package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.TileBounds;

/**
 * Valid files of every kind, damaged at random but reproducibly: each is read, or rejected with an
 * error that names it, in little time and memory.
 */
class DamagedFilesTest {
  private static final long SEED = Long.getLong("kamcl.damage.seed", 1);
  private static final int DAMAGES = Integer.getInteger("kamcl.damage.count", 60);
  private static final long MAX_SECONDS = 10;
  private static final long MAX_BYTES = 1L << 30;
  private static final int HEAD = 400;
  private static final byte[] EXTREMES = {0, 1, (byte) 0x7f, (byte) 0x80, (byte) 0xff};

  @TempDir private static Path samples;
  private static Map<String, byte[]> files = new LinkedHashMap<>();

  @TempDir private Path folder;
  private final ImageLoader reader = new ImageLoader();

  @BeforeAll
  static void writeSamples() throws IOException {
    files = SampleRasters.all(samples);
  }

  static Stream<String> kinds() {
    return files.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void undamagedFilesAreRead(String kind) throws IOException {
    Path file = Files.write(folder.resolve(kind), files.get(kind));
    ImageMetadata metadata = reader.inspector().inspect(file, OptionalInt.empty());
    assertEquals(List.of(), metadata.warnings());
    assertDoesNotThrow(() -> reader.read(file, Optional.empty(), 64));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void damagedFilesAreReadOrRejectedWithACode(String kind) throws IOException {
    Random random = new Random(31 * SEED + kind.hashCode());
    List<String> failures = new ArrayList<>();
    AtomicReference<Thread> thread = new AtomicReference<>();
    ExecutorService worker = Executors.newSingleThreadExecutor(work -> daemon(work, thread));
    try {
      for (int i = 0; i < DAMAGES; i++) {
        byte[] damaged = damage(files.get(kind), random);
        Path file = Files.write(folder.resolve(kind.replace(' ', '-') + "-" + i + ".tif"), damaged);
        Future<List<String>> result = worker.submit(() -> readAll(file));
        try {
          failures.addAll(result.get(MAX_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
          failures.add(
              file.getFileName()
                  + " takes longer than "
                  + MAX_SECONDS
                  + " s at "
                  + Arrays.asList(thread.get().getStackTrace()));
          break;
        }
      }
    } catch (InterruptedException | ExecutionException e) {
      fail(e);
    } finally {
      worker.shutdownNow();
    }
    assertEquals(List.of(), failures);
  }

  private static Thread daemon(Runnable work, AtomicReference<Thread> created) {
    Thread thread = new Thread(work, "damaged files");
    thread.setDaemon(true);
    created.set(thread);
    return thread;
  }

  private static byte[] damage(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    switch (random.nextInt(6)) {
      case 0 -> bytes = Arrays.copyOf(valid, random.nextInt(valid.length));
      case 1 -> {
        int from = position(valid.length, random);
        int to = Math.min(valid.length, from + 1 + random.nextInt(64));
        Arrays.fill(bytes, from, to, EXTREMES[random.nextInt(EXTREMES.length)]);
      }
      case 2 -> {
        // A part is missing or there twice.
        int from = position(valid.length, random);
        int other = position(valid.length, random);
        ByteBuffer joined = ByteBuffer.allocate(from + valid.length - other);
        joined.put(valid, 0, from).put(valid, other, valid.length - other);
        bytes = joined.array();
      }
      default -> {
        int count = 1 + random.nextInt(8);
        for (int k = 0; k < count; k++) {
          boolean extreme = random.nextInt(3) == 0;
          bytes[position(valid.length, random)] =
              extreme ? EXTREMES[random.nextInt(EXTREMES.length)] : (byte) random.nextInt(256);
        }
      }
    }
    return bytes;
  }

  /** Half of the damage is at both ends, where the headers are. */
  private static int position(int length, Random random) {
    if (random.nextBoolean()) {
      return random.nextInt(length);
    }
    int at = random.nextInt(Math.min(HEAD, length));
    return random.nextBoolean() ? at : length - 1 - at;
  }

  private List<String> readAll(Path file) {
    Map<String, Runnable> reads = new LinkedHashMap<>();
    reads.put("inspect", () -> reader.inspector().inspect(file, OptionalInt.empty()));
    reads.put("plan", () -> reader.plan(file, TilingSpec.DEFAULT, OptionalInt.empty()));
    reads.put("read", () -> reader.read(file, Optional.empty(), 64));
    reads.put("tile", () -> reader.read(file, Optional.of(new TileBounds(3, 2, 9, 8)), 64));
    if (ImageFiles.isImage(file)) {
      reads.put("decode", () -> ImageDecoder.decode(file));
    }
    List<String> failures = new ArrayList<>();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (Map.Entry<String, Runnable> read : reads.entrySet()) {
      String what = read.getKey() + " of " + file.getFileName();
      long before = threads.getThreadAllocatedBytes(thread);
      try {
        read.getValue().run();
      } catch (KamclException e) {
        String text = e.getMessage();
        if (!text.contains(file.getFileName().toString()) || !text.endsWith(".")) {
          failures.add(what + " says: " + text);
        }
        if (e.code() == RasterError.OUT_OF_MEMORY) {
          failures.add(what + " runs out of memory");
        }
      } catch (RuntimeException | Error e) {
        failures.add(
            what + " throws " + e + " at " + Arrays.asList(e.getStackTrace()).subList(0, 3));
      }
      long allocated = threads.getThreadAllocatedBytes(thread) - before;
      // The engine reads TIFF with the Java runtime, which allocates by strips and tiles.
      if (allocated > MAX_BYTES && !read.getKey().equals("decode")) {
        failures.add(what + " allocates " + (allocated >> 20) + " MB");
      }
    }
    return failures;
  }

  @Test
  void everyFormatOfTheProgramIsDamaged() throws IOException {
    List<String> names = new ArrayList<>();
    RasterReaders readers = RasterReaders.load();
    for (byte[] bytes : files.values()) {
      names.add(readers.forFile(Files.write(folder.resolve("sample"), bytes)).formatName());
    }
    List<String> missing =
        readers.formats().stream()
            .map(format -> format.name())
            .filter(name -> !name.equals("Toy") && !names.contains(name))
            .toList();
    assertEquals(List.of(), missing);
  }
}
