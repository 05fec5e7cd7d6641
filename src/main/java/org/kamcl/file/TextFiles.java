package org.kamcl.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Decodes text whose encoding is not declared. */
public final class TextFiles {
  private static final int SAMPLE = 4096;

  private TextFiles() {}

  /**
   * The encoding of a text: UTF-8, or UTF-16 or UTF-32 by its byte order mark or by the zeros
   * between its characters.
   *
   * @param bytes the text or its beginning
   */
  public static Charset charset(byte[] bytes) {
    if (starts(bytes, 0xff, 0xfe, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (starts(bytes, 0, 0, 0xfe, 0xff)) {
      return Charset.forName("UTF-32BE");
    }
    if (starts(bytes, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    if (starts(bytes, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16BE;
    }
    return withoutMark(bytes);
  }

  /** Plain text has no zeros; in UTF-16 every second byte of Latin text is zero. */
  private static Charset withoutMark(byte[] bytes) {
    int length = Math.min(bytes.length, SAMPLE);
    int[] zeros = new int[2];
    for (int i = 0; i < length; i++) {
      zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
    }
    if (zeros[1] > length / 8 && zeros[0] == 0) {
      return StandardCharsets.UTF_16LE;
    }
    if (zeros[0] > length / 8 && zeros[1] == 0) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text of a file in UTF-8, without a byte order mark.
   *
   * @throws org.kamcl.error.KamclException if it is a pipe or a device, a Git LFS pointer or a web
   *     page
   * @throws CharacterCodingException if it is not UTF-8
   * @throws IOException if it cannot be read
   */
  public static String readUtf8(Path file) throws IOException {
    byte[] bytes = RegularFiles.readAllBytes(file);
    PlaceholderFiles.check(file, Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE)));
    return decode(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Decodes a text, without its byte order mark.
   *
   * @throws CharacterCodingException if it is not text in the encoding that it seems to have
   */
  public static String decode(byte[] bytes) throws CharacterCodingException {
    return decode(bytes, charset(bytes));
  }

  private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
    String text =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
