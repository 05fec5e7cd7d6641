package org.kamcl.explorer.export;

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
}
