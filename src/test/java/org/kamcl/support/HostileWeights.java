package org.kamcl.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Weight files whose content is made to cost much. */
public final class HostileWeights {
  private HostileWeights() {}

  /** All kinds. */
  public static List<HostileInput> all() {
    String pair = "K" + (char) 1 + "K" + (char) 1 + (char) 0x86;
    return List.of(
        new HostileInput(
            "a list that is copied by many calls of OrderedDict",
            "copies.pth",
            200_000,
            n -> zipped(copies("ccollections\nOrderedDict\n", n / 2, n / 10))),
        new HostileInput(
            "a tuple that is copied by many calls of Size",
            "sizes.pth",
            200_000,
            n -> zipped(copies("ctorch\nSize\n", n / 2, n / 10))),
        new HostileInput(
            "a long list in one OrderedDict",
            "pairs.pth",
            200_000,
            n ->
                zipped(
                    "ccollections\nOrderedDict\n]("
                        + pair.repeat(n / 5)
                        + "e"
                        + (char) 0x85
                        + "R.")),
        new HostileInput(
            "nested tuples",
            "tuples.pth",
            400_000,
            n -> zipped("(".repeat(n / 2) + "t".repeat(n / 2) + ".")),
        new HostileInput(
            "nested lists",
            "lists.pth",
            400_000,
            n -> zipped("](".repeat(n / 3) + "e".repeat(n / 3) + ".")),
        new HostileInput(
            "empty dictionaries", "dicts.pth", 400_000, n -> zipped("}".repeat(n) + ".")),
        new HostileInput(
            "a dictionary of dictionaries",
            "states.pth",
            400_000,
            n ->
                zipped(
                    "}" + ("X" + (char) 1 + "\0\0\0a}").repeat(n / 8) + "s".repeat(n / 8) + ".")),
        new HostileInput(
            "a value that is recalled many times",
            "recalled.pth",
            400_000,
            n -> zipped("](q\0" + "h\0".repeat(n / 2) + "e.")),
        new HostileInput(
            "marks", "marks.pth", 400_000, n -> zipped("(".repeat(n) + "1".repeat(n) + "N.")),
        new HostileInput(
            "a header of many tensors", "many.safetensors", 400_000, HostileWeights::tensors),
        new HostileInput(
            "a header of nested lists",
            "nested.safetensors",
            400_000,
            n -> safetensors("{\"a\":" + "[".repeat(n / 2) + "]".repeat(n / 2) + "}")),
        new HostileInput(
            "a header of nested objects",
            "objects.safetensors",
            400_000,
            n -> safetensors("{\"a\":" + "{\"a\":".repeat(n / 6) + "1" + "}".repeat(n / 6) + "}")),
        new HostileInput(
            "a tensor of many dimensions",
            "shape.safetensors",
            400_000,
            n ->
                safetensors(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":["
                        + "1,".repeat(n / 2)
                        + "1],\"data_offsets\":[0,4]}}")),
        new HostileInput(
            "a long number",
            "number.safetensors",
            400_000,
            n ->
                safetensors(
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":["
                        + "9".repeat(n)
                        + "],\"data_offsets\":[0,4]}}")),
        new HostileInput(
            "metadata",
            "metadata.safetensors",
            400_000,
            n -> {
              StringBuilder all = new StringBuilder("{\"__metadata__\":{\"x\":\"1\"");
              for (int i = 0; i < n / 16; i++) {
                all.append(",\"k").append(i).append("\":\"v\"");
              }
              return safetensors(all + "}}");
            }));
  }

  private static String copies(String function, int items, int calls) {
    String pair = "K" + (char) 1 + "K" + (char) 1 + (char) 0x86;
    String call = "h" + (char) 1 + "h" + (char) 0 + (char) 0x85 + "R0";
    return "]("
        + pair.repeat(items / 5)
        + "eq\0"
        + "0"
        + function
        + "q"
        + (char) 1
        + "0"
        + call.repeat(calls)
        + ".";
  }

  private static byte[] zipped(String pickle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
      zip.closeEntry();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] tensors(int size) {
    StringBuilder header = new StringBuilder("{");
    int count = size / 60;
    for (int i = 0; i < count; i++) {
      header
          .append(i == 0 ? "" : ",")
          .append("\"t")
          .append(i)
          .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
    return safetensors(header + "}");
  }

  private static byte[] safetensors(String header) {
    byte[] json = utf8(header);
    return ByteBuffer.allocate(12 + json.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
