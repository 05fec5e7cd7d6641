package org.kamcl.engine.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

/** Files of weights that are cut or have wrong bytes. */
class DamagedWeightFilesTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "truncated_zip.pth,ARCHIVE_DAMAGED",
    "truncated_legacy.pth,STORAGE_TRUNCATED",
    "torchscript.pt,TORCHSCRIPT"
  })
  void damagedAndUnsupportedFilesAreRejectedWithAnErrorCode(String file, WeightsError code) {
    KamclException failure =
        assertThrows(
            KamclException.class, () -> WeightFiles.read(WeightFixtures.folder().resolve(file)));
    assertEquals(code, WeightFixtures.detail(failure));
    assertTrue(failure.getMessage().contains(file), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state_dict_zip.pth",
        "state_dict_legacy.pth",
        "checkpoint_legacy.pth.tar",
        "data_parallel_parameter_zip.pth"
      })
  void truncatedFileIsRejected(String file) throws IOException {
    byte[] whole = Files.readAllBytes(WeightFixtures.folder().resolve(file));
    Path cut = temp.resolve(file);
    Assertions.assertTimeout(
        Duration.ofMinutes(2),
        () -> {
          Files.write(cut, whole);
          assertRejectedWhereverItIsCut(cut);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"state_dict_zip.pth", "state_dict_legacy.pth", "checkpoint_zip.pth.tar"})
  void corruptedFileIsReadOrRejectedWithAnErrorCode(String file) throws IOException {
    fuzz(Files.readAllBytes(WeightFixtures.folder().resolve(file)), 4000);
  }

  @Test
  void corruptedSafetensorsFileIsReadOrRejected() throws IOException {
    Path good = temp.resolve("good.safetensors");
    SafeTensors.write(good, WeightFixtures.sample());
    byte[] whole = Files.readAllBytes(good);
    fuzz(whole, 4000);
    assertRejectedWhereverItIsCut(good);
  }

  /** Cuts a file shorter and shorter; writing it again each time takes a hundred times as long. */
  private static void assertRejectedWhereverItIsCut(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (long length = channel.size() - 1; length >= 0; length--) {
        channel.truncate(length);
        assertThrows(KamclException.class, () -> WeightFiles.read(file), "at " + length);
      }
    }
  }

  /** Changes all bytes of a file of this length, without the file system's work for a new one. */
  private static void overwrite(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.WRITE);
  }

  private void fuzz(byte[] whole, int rounds) throws IOException {
    Random random = new Random(7);
    Path file = Files.write(temp.resolve("fuzzed"), whole);
    int rejected = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = whole.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        bytes[random.nextInt(Math.min(bytes.length, 3000))] = (byte) random.nextInt(256);
      }
      overwrite(file, bytes);
      try {
        WeightFiles.read(file);
      } catch (KamclException e) {
        rejected++;
      }
    }
    assertTrue(rejected > 0, "no corruption was detected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9]}}|TENSOR_SHAPE_MISMATCH",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|TENSOR_SHAPE_MISMATCH",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}|TENSOR_SHAPE_MISMATCH",
        "{\"a\":{\"dtype\":\"X9\",\"shape\":[2],\"data_offsets\":[0,8]}}|TENSOR_TYPE_UNKNOWN",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":1}|TENSOR_DUPLICATE",
        "{\"a\":[[[[1|HEADER_NOT_JSON",
        "[]|HEADER_NOT_JSON",
      })
  void inconsistentHeaderIsRejected(String header, WeightsError code) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 8; i++) {
      out.write(i == 0 ? json.length : 0);
    }
    out.write(json);
    out.write(new byte[8]);
    Path file = temp.resolve("lying.safetensors");
    Files.write(file, out.toByteArray());
    KamclException failure = assertThrows(KamclException.class, () -> SafeTensors.read(file));
    assertEquals(code, WeightFixtures.detail(failure));
  }

  @Test
  void everyDamagedByteOfAWrittenFileIsNoticed() throws IOException {
    Path file = temp.resolve("checked.safetensors");
    float[] values = {1, 2, 3};
    SafeTensors.write(
        file,
        new WeightSet(
            Map.of("a", TensorData.ofFloats(values, 3)), Map.of("step", "12", "epoch", "3")));
    assertEquals(Map.of("step", "12", "epoch", "3"), SafeTensors.read(file).metadata());
    byte[] intact = Files.readAllBytes(file);
    for (int i = 0; i < intact.length; i++) {
      for (int flip : new int[] {1, 4, 0xff}) {
        byte[] damaged = intact.clone();
        damaged[i] ^= (byte) flip;
        overwrite(file, damaged);
        String what = "byte " + i + " of " + intact.length + " xor " + flip;
        KamclException failure =
            assertThrows(KamclException.class, () -> SafeTensors.read(file), what);
        assertTrue(failure.is(WeightsError.SAFETENSORS_DAMAGED), failure.getMessage());
      }
    }
  }
}
