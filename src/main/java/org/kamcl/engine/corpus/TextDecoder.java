package org.kamcl.engine.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.kamcl.error.KamclException;
import org.kamcl.file.PlaceholderFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TextFiles;

/** Decodes text of unknown encoding. */
final class TextDecoder {
  private static final int HEAD = 512;

  private TextDecoder() {}

  /**
   * The whole text: UTF-16 or UTF-32 if it looks like that, otherwise UTF-8, otherwise
   * Windows-1252, which decodes any bytes and is reported as a problem.
   */
  static String read(Path file, CorpusBuilder corpusBuilder) {
    byte[] bytes;
    try {
      bytes = RegularFiles.readAllBytes(file);
    } catch (IOException e) {
      throw new KamclException(e, CorpusError.FILE_UNREADABLE, file);
    }
    PlaceholderFiles.check(file, Arrays.copyOf(bytes, Math.min(bytes.length, HEAD)));
    try {
      return TextFiles.decode(bytes);
    } catch (CharacterCodingException e) {
      corpusBuilder.addProblem(CorpusError.NOT_UTF8, file, lineOfFirstInvalid(bytes));
      Charset charset = TextFiles.charset(bytes);
      // A damaged text in UTF-16 or UTF-32 would be unreadable in another encoding.
      return charset.equals(StandardCharsets.UTF_8)
          ? new String(bytes, Charset.forName("windows-1252"))
          : new String(bytes, charset);
    }
  }

  private static int lineOfFirstInvalid(byte[] bytes) {
    var decoder = TextFiles.charset(bytes).newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    decoder.decode(in, out, true);
    return 1 + (int) out.flip().chars().filter(c -> c == '\n').count();
  }
}
