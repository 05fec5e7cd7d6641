package org.kamcl.engine.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.error.KamclException;

/** PyTorch files whose pickle runs code, exhausts memory or time, or leaves its storage. */
class HostilePickleTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"malicious_zip.pth", "malicious_legacy.pth"})
  void maliciousPickleIsRejectedWithoutRunningIt(String file) {
    KamclException failure =
        assertThrows(
            KamclException.class, () -> WeightFiles.read(WeightFixtures.folder().resolve(file)));
    assertEquals(WeightsError.PICKLE_TYPE_UNSUPPORTED, WeightFixtures.detail(failure));
    assertTrue(failure.getMessage().contains(file), failure.getMessage());
    // Both files would create a file with this name in the working directory.
    assertFalse(Files.exists(Path.of("PWNED")));
    assertEquals(0, ProcessHandle.current().children().count());
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
    assertEquals(code, WeightFixtures.detail(readFailure(dataPickle)));
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
}
