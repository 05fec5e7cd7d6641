package org.kamcl.engine.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileError;

class WeightFilesTest {
  @TempDir Path temp;

  private static Path folder() {
    return Path.of(System.getProperty("kamcl.weights", "src/test/resources/weights"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state_dict_zip.pth",
        "state_dict_legacy.pth",
        "checkpoint_zip.pth.tar",
        "checkpoint_legacy.pth.tar",
        "data_parallel_parameter_zip.pth"
      })
  void tensorsOfEveryLayoutAreReadExactly(String file) throws IOException {
    JsonObject expected =
        JsonParser.parseString(Files.readString(folder().resolve("expected.json")))
            .getAsJsonObject();
    WeightSet weights = WeightFiles.read(folder().resolve(file));
    Map<String, String> kinds =
        Map.of(
            "float32",
            "F32",
            "float64",
            "F64",
            "float16",
            "F16",
            "bfloat16",
            "BF16",
            "int64",
            "I64",
            "uint8",
            "U8",
            "bool",
            "BOOL");
    // The DataParallel copy holds only the tensors that a module can hold.
    assertFalse(weights.tensors().isEmpty());
    if (!file.startsWith("data_parallel")) {
      assertEquals(expected.keySet(), weights.tensors().keySet());
    }
    for (Map.Entry<String, TensorData> entry : weights.tensors().entrySet()) {
      JsonObject tensor = expected.getAsJsonObject(entry.getKey());
      assertEquals(
          kinds.get(tensor.get("dtype").getAsString()), entry.getValue().dataType().name());
      assertArrayEquals(longs(tensor.getAsJsonArray("shape")), entry.getValue().shape());
      double[] values = entry.getValue().toDoubles();
      JsonArray wanted = tensor.getAsJsonArray("values");
      assertEquals(wanted.size(), values.length);
      for (int i = 0; i < values.length; i++) {
        assertEquals(wanted.get(i).getAsDouble(), values[i], entry.getKey() + " at " + i);
      }
    }
  }

  private static long[] longs(JsonArray array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).getAsLong();
    }
    return values;
  }

  @Test
  void plainCheckpointValuesAreKept() {
    WeightSet weights = WeightFiles.read(folder().resolve("checkpoint_zip.pth.tar"));
    assertTrue(weights.metadata().containsKey("epoch"), weights.metadata().toString());
    assertTrue(weights.metadata().containsKey("best_rsum"), weights.metadata().toString());
  }

  @ParameterizedTest
  @CsvSource({"malicious_zip.pth", "malicious_legacy.pth"})
  void maliciousPickleIsRejectedWithoutRunningIt(String file) {
    KamclException failure =
        assertThrows(KamclException.class, () -> WeightFiles.read(folder().resolve(file)));
    assertEquals(WeightsError.PICKLE_TYPE_UNSUPPORTED, detail(failure));
    assertTrue(failure.getMessage().contains(file), failure.getMessage());
    // Both files would create a file with this name in the working directory.
    assertFalse(Files.exists(Path.of("PWNED")));
    assertEquals(0, ProcessHandle.current().children().count());
  }

  @ParameterizedTest
  @CsvSource({
    "truncated_zip.pth,ARCHIVE_DAMAGED",
    "truncated_legacy.pth,STORAGE_TRUNCATED",
    "torchscript.pt,TORCHSCRIPT"
  })
  void damagedAndUnsupportedFilesAreRejectedWithAnErrorCode(String file, WeightsError code) {
    KamclException failure =
        assertThrows(KamclException.class, () -> WeightFiles.read(folder().resolve(file)));
    assertEquals(code, detail(failure));
    assertTrue(failure.getMessage().contains(file), failure.getMessage());
  }

  /** The code of the nested problem, or of the exception if it has none. */
  private static WeightsError detail(KamclException failure) {
    for (Object argument : failure.arguments()) {
      if (argument instanceof Problem problem) {
        return Stream.of(WeightsError.values()).filter(problem::is).findFirst().orElseThrow();
      }
    }
    return (WeightsError) failure.code();
  }

  @Test
  void filesThatAreNotWeightsAreRejectedByName() throws IOException {
    Path text = Files.writeString(temp.resolve("notes.pth"), "these are notes, not weights");
    Path html = Files.writeString(temp.resolve("page.pth"), "<!DOCTYPE html><html></html>");
    Path empty = Files.createFile(temp.resolve("empty.pth"));
    Path zip = temp.resolve("images.pth");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.jpg"));
      out.write(1);
    }
    for (Path file : List.of(text, html, empty, zip, temp, temp.resolve("missing.pth"))) {
      KamclException failure = assertThrows(KamclException.class, () -> WeightFiles.read(file));
      assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }
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
    byte[] whole = Files.readAllBytes(folder().resolve(file));
    Path cut = temp.resolve(file);
    Assertions.assertTimeout(
        Duration.ofMinutes(2),
        () -> {
          for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThrows(KamclException.class, () -> WeightFiles.read(cut), "at " + length);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"state_dict_zip.pth", "state_dict_legacy.pth", "checkpoint_zip.pth.tar"})
  void corruptedFileIsReadOrRejectedWithAnErrorCode(String file) throws IOException {
    fuzz(Files.readAllBytes(folder().resolve(file)), 4000);
  }

  @Test
  void corruptedSafetensorsFileIsReadOrRejected() throws IOException {
    Path good = temp.resolve("good.safetensors");
    SafeTensors.write(good, sample());
    byte[] whole = Files.readAllBytes(good);
    fuzz(whole, 4000);
    Path cut = temp.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThrows(KamclException.class, () -> WeightFiles.read(cut), "at " + length);
    }
  }

  private void fuzz(byte[] whole, int rounds) throws IOException {
    Random random = new Random(7);
    Path file = temp.resolve("fuzzed");
    int rejected = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = whole.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        bytes[random.nextInt(Math.min(bytes.length, 3000))] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try {
        WeightFiles.read(file);
      } catch (KamclException e) {
        rejected++;
      }
    }
    assertTrue(rejected > 0, "no corruption was detected");
  }

  private static WeightSet sample() {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put("a", TensorData.ofFloats(new float[] {1, -2.5f, 1e-7f, 65504, 3, 4}, 2, 3));
    tensors.put("b.half", tensors.get("a").toHalf());
    tensors.put("scalar", TensorData.ofFloats(new float[] {7}));
    tensors.put("none", TensorData.ofFloats(new float[0], 0, 3));
    return new WeightSet(tensors, Map.of("source", "test"));
  }

  @Test
  void safetensorsRoundTrip() {
    Path file = temp.resolve("round.safetensors");
    SafeTensors.write(file, sample());
    WeightSet back = WeightFiles.read(file);
    assertEquals(sample().metadata(), back.metadata());
    assertEquals(List.copyOf(sample().tensors().keySet()), List.copyOf(back.tensors().keySet()));
    for (String name : sample().tensors().keySet()) {
      TensorData wanted = sample().tensors().get(name);
      TensorData got = back.tensors().get(name);
      assertEquals(wanted.dataType(), got.dataType());
      assertArrayEquals(wanted.shape(), got.shape());
      assertEquals(wanted.data(), got.data());
    }
  }

  @Test
  void halfFloatsRoundToNearestEven() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertEquals((short) bits, HalfFloat.fromFloat(value), "bits " + bits);
      }
    }
    assertEquals(1f, HalfFloat.toFloat(HalfFloat.fromFloat(1 + 0x1p-11f)));
    assertEquals(1 + 0x1p-9f, HalfFloat.toFloat(HalfFloat.fromFloat(1 + 3 * 0x1p-11f)));
    assertEquals(Float.POSITIVE_INFINITY, HalfFloat.toFloat(HalfFloat.fromFloat(65520f)));
    assertEquals(65504f, HalfFloat.toFloat(HalfFloat.fromFloat(65519f)));
    assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.fromFloat(Float.NaN))));
  }

  @Test
  void failedWriteKeepsTheOldFile() throws IOException {
    Path file = temp.resolve("kept.safetensors");
    SafeTensors.write(file, sample());
    byte[] before = Files.readAllBytes(file);
    Path blocked = temp.resolve("no such folder").resolve("x.safetensors");
    assertThrows(KamclException.class, () -> SafeTensors.write(blocked, sample()));
    assertArrayEquals(before, Files.readAllBytes(file));
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
    assertEquals(code, detail(failure));
  }

  @Test
  void pretrainedFilesAreRead() {
    Path pretrained = Path.of(System.getProperty("kamcl.pretrained", "../shared/pretrained"));
    Assumptions.assumeTrue(
        Files.isDirectory(pretrained), "The pretrained weights are not here: " + pretrained);
    WeightSet weights = WeightFiles.read(pretrained.resolve("minilm-l6.safetensors"));
    assertEquals(103, weights.tensors().size());
    assertEquals(TensorDataType.F16, weights.tensors().get("pooler.dense.weight").dataType());
  }

  @Test
  @Tag("parity")
  void realFilesMatchTheirExpectedValues() throws IOException {
    tensorsOfEveryLayoutAreReadExactly("state_dict_zip.pth");
    tensorsOfEveryLayoutAreReadExactly("state_dict_legacy.pth");
  }

  /** Bytes of a pickle: text stands for itself. */
  private static byte[] pickle(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x80);
    out.write(2);
    for (Object part : parts) {
      if (part instanceof String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
      } else {
        out.write((Integer) part);
      }
    }
    return out.toByteArray();
  }

  private KamclException readFailure(byte[] dataPickle) throws IOException {
    Path file = temp.resolve("hostile.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(dataPickle);
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("archive/data/0"));
      zip.write(new byte[16]);
      zip.closeEntry();
    }
    return assertThrows(KamclException.class, () -> WeightFiles.read(file));
  }

  private void errorCode(WeightsError code, byte[] dataPickle) throws IOException {
    assertEquals(code, detail(readFailure(dataPickle)));
  }

  @Test
  void picklesThatRunCodeAreRejected() throws IOException {
    errorCode(
        WeightsError.PICKLE_TYPE_UNSUPPORTED, pickle("cos\nsystem\n", "U", 2, "ls", 0x85, "R."));
    errorCode(WeightsError.PICKLE_TYPE_UNSUPPORTED, pickle("cbuiltins\neval\n", ")R."));
    errorCode(
        WeightsError.PICKLE_TYPE_UNSUPPORTED, pickle("ctorch.storage\n_load_from_bytes\n", ")R."));
    errorCode(
        WeightsError.PICKLE_TYPE_UNSUPPORTED, pickle("U", 2, "os", "U", 6, "system", 0x93, ")R."));
    errorCode(WeightsError.PICKLE_INSTRUCTION, pickle("(ios\nsystem\n."));
    errorCode(WeightsError.PICKLE_INSTRUCTION, pickle("(U", 2, "ls", "o."));
    errorCode(WeightsError.PICKLE_ATTRIBUTES_UNSUPPORTED, pickle("K", 1, "K", 2, "b."));
    errorCode(WeightsError.PICKLE_CALL_UNKNOWN, pickle("K", 1, ")R."));
  }

  @Test
  void picklesThatAllocateTooMuchAreRejected() throws IOException {
    errorCode(WeightsError.PICKLE_NUMBER_TOO_LONG, pickle(0x8b, 255, 255, 255, 127));
    errorCode(WeightsError.PICKLE_TRUNCATED, pickle("X", 255, 255, 255, 127, "a."));
    errorCode(WeightsError.PICKLE_DAMAGED, pickle("h", 9, "."));
    errorCode(WeightsError.PICKLE_DAMAGED, pickle("."));
    String deep = "(".repeat(200_000) + "t".repeat(200_000) + ".";
    errorCode(WeightsError.STATE_DICT_MISSING, pickle(deep));
    String lists = "](".repeat(100_000) + "e".repeat(100_000) + ".";
    errorCode(WeightsError.STATE_DICT_MISSING, pickle(lists));
  }

  /** A long list that is stored once and copied by each of many calls. */
  @Test
  void picklesThatCopyTheSameContentManyTimesEndAtOnce() throws IOException {
    String call = "h" + (char) 1 + "h" + (char) 0 + (char) 0x85 + "R0";
    String list = "](" + ("K" + (char) 1 + "K" + (char) 1 + (char) 0x86).repeat(100_000) + "e";
    for (String function : List.of("ccollections\nOrderedDict\n", "ctorch\nSize\n")) {
      String hostile =
          list
              + "q"
              + (char) 0
              + "0"
              + function
              + "q"
              + (char) 1
              + "0"
              + call.repeat(100_000)
              + ".";
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> errorCode(WeightsError.PICKLE_REPEATS, pickle(hostile)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "version https://example.org/spec/v1, GIT_LFS_POINTER",
    "<!DOCTYPE html>, WEB_PAGE",
  })
  void placeholdersOfDownloadsAreNamed(String start, FileError code) throws IOException {
    Path file = temp.resolve("model.safetensors");
    Files.writeString(file, start + "\noid sha256:0\nsize 46000000\n");
    for (Executable read :
        List.<Executable>of(() -> WeightFiles.read(file), () -> SafeTensors.read(file))) {
      assertTrue(assertThrows(KamclException.class, read).is(code));
    }
  }

  @Test
  void escapeSequencesInNamesAreShownEscaped() throws IOException {
    String name = "w\\u001b[2J\\u009b31m\\u202egpj";
    byte[] header =
        ("{\"" + name + "\": {\"dtype\": \"X9\", \"shape\": [1], \"data_offsets\": [0, 4]}}")
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) header.length, 0, 0, 0, 0, 0, 0, 0});
    out.writeBytes(header);
    out.writeBytes(new byte[4]);
    Path file = Files.write(temp.resolve("esc.safetensors"), out.toByteArray());
    String message = assertThrows(KamclException.class, () -> WeightFiles.read(file)).getMessage();
    assertTrue(message.contains(name), message);
    assertTrue(message.chars().allMatch(c -> c >= ' ' && c < 127), message);
  }

  private static byte[] oneTensor(int offset, int size, int stride) {
    Object storage = "ctorch\nFloatStorage\n";
    return pickle(
        "}U",
        1,
        "w",
        "ctorch._utils\n_rebuild_tensor_v2\n",
        "((U",
        7,
        "storage",
        storage,
        "U",
        1,
        "0",
        "U",
        3,
        "cpu",
        "K",
        4,
        "tQ",
        "J",
        offset & 255,
        offset >> 8 & 255,
        offset >> 16 & 255,
        (offset >> 24) & 255,
        "J",
        size & 255,
        size >> 8 & 255,
        size >> 16 & 255,
        size >> 24 & 255,
        0x85,
        "J",
        stride & 255,
        stride >> 8 & 255,
        stride >> 16 & 255,
        stride >> 24 & 255,
        0x85,
        0x89,
        "}tRs.");
  }

  @Test
  void tensorsOutsideTheirStorageAreRejected() throws IOException {
    errorCode(WeightsError.TENSOR_OUTSIDE_STORAGE, oneTensor(0, 5, 1));
    errorCode(WeightsError.TENSOR_OUTSIDE_STORAGE, oneTensor(3, 2, 1));
    errorCode(WeightsError.TENSOR_OUTSIDE_STORAGE, oneTensor(-1, 2, 1));
    errorCode(WeightsError.TENSOR_STRIDES_INVALID, oneTensor(0, 2, -1));
    errorCode(WeightsError.TENSOR_TOO_LARGE, oneTensor(0, -2, 1));
    errorCode(WeightsError.TENSOR_TOO_LARGE, oneTensor(0, Integer.MAX_VALUE, 0));
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
        Files.write(file, damaged);
        String what = "byte " + i + " of " + intact.length + " xor " + flip;
        KamclException failure =
            assertThrows(KamclException.class, () -> SafeTensors.read(file), what);
        assertTrue(failure.is(WeightsError.SAFETENSORS_DAMAGED), failure.getMessage());
      }
    }
  }
}
