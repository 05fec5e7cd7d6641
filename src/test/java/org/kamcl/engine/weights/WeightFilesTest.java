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
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.file.FileError;

/** Files of weights that are read and written as they are meant. */
class WeightFilesTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint_legacy.pth.tar", "checkpoint_zip.pth.tar"})
  void anOpenedCheckpointReadsItsTensorsFromTheFileWhenTheyAreAskedFor(String name)
      throws IOException {
    Path file = Files.copy(WeightFixtures.folder().resolve(name), temp.resolve("opened.pth"));
    Map<String, TensorData> read = WeightFiles.read(file).tensors();
    Map<String, TensorData> opened = WeightFiles.open(file).weights().tensors();
    assertEquals(List.copyOf(read.keySet()), List.copyOf(opened.keySet()));
    read.forEach(
        (tensor, values) ->
            assertArrayEquals(values.toDoubles(), opened.get(tensor).toDoubles(), tensor));
    Files.write(file, new byte[16]);
    TensorData gone =
        opened.values().stream().filter(tensor -> tensor.byteSize() > 0).findFirst().orElseThrow();
    KamclException e = assertThrows(KamclException.class, gone::toFloats);
    assertTrue(e.getMessage().contains("opened.pth"), e.getMessage());
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
        JsonParser.parseString(Files.readString(WeightFixtures.folder().resolve("expected.json")))
            .getAsJsonObject();
    WeightSet weights = WeightFiles.read(WeightFixtures.folder().resolve(file));
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
    WeightSet weights = WeightFiles.read(WeightFixtures.folder().resolve("checkpoint_zip.pth.tar"));
    assertTrue(weights.metadata().containsKey("epoch"), weights.metadata().toString());
    assertTrue(weights.metadata().containsKey("best_rsum"), weights.metadata().toString());
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

  @Test
  void safetensorsRoundTrip() {
    Path file = temp.resolve("round.safetensors");
    SafeTensors.write(file, WeightFixtures.sample());
    WeightSet back = WeightFiles.read(file);
    assertEquals(WeightFixtures.sample().metadata(), back.metadata());
    assertEquals(
        List.copyOf(WeightFixtures.sample().tensors().keySet()),
        List.copyOf(back.tensors().keySet()));
    for (String name : WeightFixtures.sample().tensors().keySet()) {
      TensorData wanted = WeightFixtures.sample().tensors().get(name);
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
    SafeTensors.write(file, WeightFixtures.sample());
    byte[] before = Files.readAllBytes(file);
    Path blocked = temp.resolve("no such folder").resolve("x.safetensors");
    assertThrows(KamclException.class, () -> SafeTensors.write(blocked, WeightFixtures.sample()));
    assertArrayEquals(before, Files.readAllBytes(file));
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
}
