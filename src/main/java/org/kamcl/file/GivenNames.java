package org.kamcl.file;

import java.util.Locale;
import java.util.regex.Pattern;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;

/**
 * The one rule for names that a person gives: of collections, tags, saved searches, models, runs,
 * backups and workspaces. They are shown in lists and terminals, and become names of files.
 */
public final class GivenNames {
  /** The longest name, in characters. */
  public static final int LONGEST = 200;

  private static final Pattern RESERVED =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|COM[0-9\u00b9\u00b2\u00b3]|LPT[0-9\u00b9\u00b2\u00b3])(\\..*)?");

  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int SHOWN = 40;

  private GivenNames() {}

  /**
   * Checks a name.
   *
   * @return the name in composed letters, without white space around it
   * @throws KamclException with a {@link NameError}
   */
  public static String checked(String given) {
    String name = UnicodeForms.composed(given.strip());
    if (name.isEmpty()) {
      throw new KamclException(NameError.NAME_EMPTY);
    }
    int length = name.codePointCount(0, name.length());
    if (length > LONGEST) {
      String start = name.substring(0, name.offsetByCodePoints(0, SHOWN)) + "\u2026";
      throw new KamclException(NameError.NAME_TOO_LONG, start, length, LONGEST);
    }
    name.codePoints()
        .filter(GivenNames::isControl)
        .findFirst()
        .ifPresent(
            c -> {
              throw new KamclException(
                  NameError.NAME_HAS_CONTROL_CHARACTER,
                  name,
                  String.format(Locale.ROOT, "U+%04X", c));
            });
    if (isReserved(name)) {
      throw new KamclException(NameError.NAME_RESERVED, name);
    }
    return name;
  }

  /** Whether a name can be that of a folder on every system: of a model or a run. */
  public static boolean isFolderName(String name) {
    return FOLDER.matcher(name).matches() && !name.endsWith(".") && !isReserved(name);
  }

  /** A name made from that of a folder, which may have any characters. */
  public static String from(String folder) {
    StringBuilder name = new StringBuilder();
    folder
        .codePoints()
        .limit(LONGEST)
        .map(c -> isControl(c) ? '_' : c)
        .forEach(name::appendCodePoint);
    String made = name.toString().strip();
    return made.isEmpty() ? "_" : isReserved(made) ? "_" + made : made;
  }

  private static boolean isControl(int c) {
    return c == '\n'
        || c == '\t'
        || ErrorText.isControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static boolean isReserved(String name) {
    return RESERVED.matcher(name.toUpperCase(Locale.ROOT)).matches();
  }
}
