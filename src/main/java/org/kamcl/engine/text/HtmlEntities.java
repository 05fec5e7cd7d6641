package org.kamcl.engine.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Character references of HTML, resolved as the HTML standard prescribes for text: all names of the
 * standard, the older ones also without a semicolon, and numbers.
 */
final class HtmlEntities {
  private static final Pattern REFERENCE =
      Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
  private static final int MAX_DIGITS = 8;

  /** The standard reads these numbers as bytes of this encoding. */
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final Map<String, String> names = new HashMap<>();

  HtmlEntities() {
    try (InputStream in = HtmlEntities.class.getResourceAsStream("html-entities.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line -> {
                int tab = line.indexOf('\t');
                StringBuilder value = new StringBuilder();
                for (String code : line.substring(tab + 1).split(" ")) {
                  value.appendCodePoint(Integer.parseInt(code, 16));
                }
                names.put(line.substring(0, tab), value.toString());
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with each reference replaced once; what is no reference stays as it is. */
  String resolve(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      String reference = matcher.group(1);
      String value = reference.charAt(0) == '#' ? numbered(reference) : named(reference);
      matcher.appendReplacement(
          resolved, Matcher.quoteReplacement(value != null ? value : matcher.group()));
    }
    return matcher.appendTail(resolved).toString();
  }

  private @Nullable String named(String reference) {
    String whole = names.get(reference);
    if (whole != null) {
      return whole;
    }
    for (int length = reference.length() - 1; length > 1; length--) {
      String value = names.get(reference.substring(0, length));
      if (value != null) {
        return value + reference.substring(length);
      }
    }
    return null;
  }

  private static String numbered(String reference) {
    boolean hexadecimal = reference.charAt(1) == 'x' || reference.charAt(1) == 'X';
    int end = reference.endsWith(";") ? reference.length() - 1 : reference.length();
    String digits = reference.substring(hexadecimal ? 2 : 1, end).replaceFirst("^0+(?=.)", "");
    int code =
        digits.length() > MAX_DIGITS
            ? Integer.MAX_VALUE
            : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits, hexadecimal ? 16 : 10));
    if (code >= 0x80 && code <= 0x9f) {
      String read = new String(new byte[] {(byte) code}, WINDOWS);
      return read.equals("\ufffd") ? Character.toString(code) : read;
    }
    if (code == 0 || code > Character.MAX_CODE_POINT || (code >= 0xd800 && code <= 0xdfff)) {
      return "\ufffd";
    }
    return isAllowed(code) ? Character.toString(code) : "";
  }

  /** Control characters and the code points that never are characters are dropped. */
  private static boolean isAllowed(int code) {
    boolean control = code < ' ' ? "\t\n\f\r".indexOf(code) < 0 : code == 0x7f;
    boolean never = (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
    return !control && !never;
  }
}
