package org.kamcl.explorer.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A setting that the environment makes, before the program starts.
 *
 * @param name of the environment variable
 */
public record OutsideSetting(String name) {
  /** All of them, in the order in which they are shown. */
  public static final List<OutsideSetting> ALL =
      List.of(
          new OutsideSetting("KAMCL_WORKSPACE"),
          new OutsideSetting("KAMCL_CACHE"),
          new OutsideSetting("KAMCL_PRETRAINED"));

  /** A sentence that explains it, with its default. */
  public String explanation(Locale locale) {
    return SettingDescription.text(locale, "environment." + name);
  }

  /** Its value; empty if it is not set. */
  public Optional<String> value() {
    return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
  }

  /** Whether all words occur in its name or its explanation. */
  public boolean matches(String words, Locale locale) {
    return SettingDescription.containsAll(name + " " + explanation(locale), words, locale);
  }
}
