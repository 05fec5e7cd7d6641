package org.kamcl.engine.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The checksum of a safetensors file that the program wrote: CRC32C of the header, with zeros in
 * place of the checksum, and of the values. It is the first entry of the metadata, so that its
 * position is known. Files of other programs and of earlier versions have none.
 */
final class SafeTensorsChecksum {
  private static final String KEY = "kamcl.crc32c";

  /** The last entry of the metadata: a file with this entry alone has lost its checksum. */
  private static final String SEAL = "kamcl.checked";

  private static final String SEALED = "crc32c";
  private static final String EMPTY = "00000000";
  private static final byte[] BEGIN =
      ("{\"" + SafeTensors.METADATA + "\":{\"" + KEY + "\":\"").getBytes(StandardCharsets.UTF_8);

  private final CRC32C sum = new CRC32C();

  /** Adds the metadata of a file with a checksum, which {@link #fill} computes. */
  static Map<String, String> metadata(Map<String, String> own) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(KEY, EMPTY);
    all.putAll(withoutOwnKeys(own));
    all.put(SEAL, SEALED);
    return all;
  }

  /** Metadata without that of the checksum. */
  static Map<String, String> withoutOwnKeys(Map<String, String> all) {
    Map<String, String> others = new LinkedHashMap<>(all);
    others.remove(KEY);
    others.remove(SEAL);
    return others;
  }

  /** Writes the checksum into a header that {@link #metadata} begins. */
  static void fill(byte[] header, Iterable<TensorData> tensors) {
    SafeTensorsChecksum checksum = new SafeTensorsChecksum();
    checksum.sum.update(header);
    tensors.forEach(tensor -> checksum.add(tensor.data()));
    byte[] digits = checksum.digits().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, header, BEGIN.length, digits.length);
  }

  /**
   * The checksum that a header states.
   *
   * @return empty if there is none
   */
  static Optional<String> stated(byte[] header) {
    int end = BEGIN.length + EMPTY.length();
    boolean present =
        header.length > end
            && Arrays.equals(header, 0, BEGIN.length, BEGIN, 0, BEGIN.length)
            && header[end] == '"';
    return present
        ? Optional.of(new String(header, BEGIN.length, EMPTY.length(), StandardCharsets.ISO_8859_1))
        : Optional.empty();
  }

  /** Whether a file had a checksum when it was written, and has lost it. */
  static boolean isLost(byte[] header, Map<String, String> metadata) {
    return stated(header).isEmpty() && (metadata.containsKey(SEAL) || metadata.containsKey(KEY));
  }

  /** Adds the header of a file with a checksum. */
  void addHeader(byte[] header) {
    byte[] empty = header.clone();
    Arrays.fill(empty, BEGIN.length, BEGIN.length + EMPTY.length(), (byte) '0');
    sum.update(empty);
  }

  /** Adds values, in the order of the file. */
  void add(ByteBuffer values) {
    sum.update(values.duplicate());
  }

  /** The checksum in hexadecimal. */
  String digits() {
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
