package org.kamcl.explorer.doctor;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import org.kamcl.file.FileNames;

/** The language, and whether all names of files can be read in the encoding of the system. */
final class LocaleCheck implements HealthCheck {
  /** A letter that every encoding of file names but the oldest has, and one that few have. */
  private static final String LETTERS = "\u00e9\u6e2f";

  private final String encoding;

  LocaleCheck() {
    this(FileNames.encoding());
  }

  /**
   * @param encoding in which Java reads the names of files
   */
  LocaleCheck(String encoding) {
    this.encoding = encoding;
  }

  @Override
  public String name() {
    return "locale";
  }

  @Override
  public List<Finding> run() {
    String language = Locale.getDefault().toLanguageTag();
    return List.of(
        isUnicode()
            ? Finding.ok(DoctorError.LOCALE, language, encoding)
            : Finding.warning(DoctorError.LOCALE_NOT_UNICODE, language, encoding)
                .withAdvice(DoctorError.ADVICE_LOCALE));
  }

  private boolean isUnicode() {
    // Windows itself keeps names in Unicode.
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win")) {
      return true;
    }
    try {
      return Charset.forName(encoding).newEncoder().canEncode(LETTERS);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return false;
    }
  }
}
