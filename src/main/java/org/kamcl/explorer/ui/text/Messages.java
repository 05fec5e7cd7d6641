package org.kamcl.explorer.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the window, by key, in one language. */
public final class Messages {
  private static final String BUNDLE = "org.kamcl.explorer.messages";

  private final ResourceBundle bundle;
  private final Locale locale;

  /**
   * @param locale the language; English where there is no bundle for it
   */
  public Messages(Locale locale) {
    this.locale = locale;
    // Without this, a machine set to another language would win over the base bundle.
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
   * A text.
   *
   * @param values for its places {0}, {1} ...
   */
  public String text(String key, Object... values) {
    // Always through the format, so that an apostrophe is written the same way in every text.
    return new MessageFormat(bundle.getString(key), locale).format(values);
  }
}
