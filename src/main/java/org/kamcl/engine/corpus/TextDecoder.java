package org.kamcl.engine.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.error.KamclException;

/** Decodes text of unknown encoding. */
final class TextDecoder {
  private TextDecoder() {}

  /**
   * The whole text: UTF-8 or UTF-16 by its byte order mark, otherwise UTF-8, otherwise
   * Windows-1252, which decodes any bytes and is reported as a problem.
   */
  static String read(Path file, CorpusBuilder corpusBuilder) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException | OutOfMemoryError e) {
      throw new KamclException(e, CorpusError.FILE_UNREADABLE, file);
    }
    if (marked(bytes, 0xff, 0xfe)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (marked(bytes, 0xfe, 0xff)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    int start = marked(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
    ByteBuffer content = ByteBuffer.wrap(bytes, start, bytes.length - start);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(content.duplicate())
          .toString();
    } catch (CharacterCodingException e) {
      int line = lineOfFirstInvalid(bytes, start);
      corpusBuilder.addProblem(CorpusError.NOT_UTF8, file, line);
      return Charset.forName("windows-1252").decode(content).toString();
    }
  }

  private static boolean marked(byte[] bytes, int... mark) {
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

  private static int lineOfFirstInvalid(byte[] bytes, int start) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    decoder.decode(in, CharBuffer.allocate(bytes.length), true);
    int line = 1;
    for (int i = start; i < in.position(); i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
