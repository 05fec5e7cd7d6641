package org.kamcl.explorer.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Localized texts of the window, by key. */
public final class Messages {
  private static final String BUNDLE = "org.kamcl.explorer.messages";

  private final ResourceBundle bundle;
  private final Locale locale;

  /**
   * @param locale the language; English if there is no bundle for it
   */
  public Messages(Locale locale) {
    this.locale = locale;
    // No fallback: the default locale's bundle must not win over the English base bundle.
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The language. */
  public Locale locale() {
    return locale;
  }

  /**
   * Formats a text.
   *
   * @param values arguments {0}, {1} ...
   */
  public String text(String key, Object... values) {
    // Always through MessageFormat, so that apostrophes are doubled in every text.
    return new MessageFormat(bundle.getString(key), locale).format(values);
  }
}
