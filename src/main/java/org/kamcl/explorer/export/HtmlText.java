package org.kamcl.explorer.export;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text in HTML documents. */
public final class HtmlText {
  private HtmlText() {}

  /** A text as content of an element or of an attribute in double quotes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A name, percent-encoded for an address. */
  static String encoded(String name) {
    StringBuilder all = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
      all.append(plain ? "" + c : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return all.toString();
  }
}
