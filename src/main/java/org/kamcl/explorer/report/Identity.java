package org.kamcl.explorer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.file.CacheFolder;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.StateFolder;

/**
 * Who uses the program where, and what stands for it in a report.
 *
 * @param home the user's home folder, shown as {@code ~}
 * @param names names of the user and of the computer, with what is shown instead
 * @param folders folders of the program, with what is shown instead
 */
record Identity(Path home, Map<String, String> names, Map<Path, String> folders) {
  /** Shorter names would hide parts of other words. */
  private static final int SHORTEST_NAME = 2;

  /** The user of this process, this computer, and the folders of the program. */
  static Identity current(Path workspace) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(System.getProperty("user.name", ""), "[user]");
    computerNames().forEach(name -> names.put(name, "[computer]"));
    Map<Path, String> folders = new LinkedHashMap<>();
    folders.put(workspace.toAbsolutePath().normalize(), "[workspace]");
    folders.put(CacheFolder.location(), "[cache]");
    folders.put(StateFolder.location(), "[logs]");
    folders.put(Path.of(System.getProperty("java.io.tmpdir")), "[temporary]");
    return new Identity(Path.of(System.getProperty("user.home")), names, folders);
  }

  private static List<String> computerNames() {
    List<String> names = new ArrayList<>();
    for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
      String name = System.getenv(variable);
      if (name != null) {
        names.add(name);
      }
    }
    Path file = Path.of("/etc/hostname");
    try {
      if (Files.isReadable(file)) {
        names.add(RegularFiles.readString(file).strip());
      }
    } catch (IOException e) {
      // Then nothing that the program writes holds the name either.
      return names;
    }
    return names;
  }

  /** The text with the folders, the home folder and the names replaced. */
  String hide(String text) {
    String hidden = text;
    for (Map.Entry<Path, String> folder : folders.entrySet()) {
      hidden = replace(hidden, folder.getKey(), folder.getValue());
    }
    return hideNames(replace(hidden, home, "~"));
  }

  /** The text with the home folder and the names replaced. Other folders stay. */
  String hideHome(String text) {
    return hideNames(replace(text, home, "~"));
  }

  private String hideNames(String text) {
    String hidden = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      // An administrator has no name, and "local" is in the names of folders.
      if (name.getKey().length() >= SHORTEST_NAME
          && !name.getKey().equals("root")
          && !name.getKey().equals("localhost")) {
        hidden =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])" + Pattern.quote(name.getKey()) + "(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(hidden)
                .replaceAll(Matcher.quoteReplacement(name.getValue()));
      }
    }
    return hidden;
  }

  /** Replaces a folder, with the separators of this system, of URLs and of JSON. */
  private static String replace(String text, Path folder, String by) {
    String path = folder.toString();
    if (path.length() <= 1) {
      return text;
    }
    String replaced = text;
    for (String form : List.of(path.replace("\\", "\\\\"), path, path.replace('\\', '/'))) {
      replaced =
          Pattern.compile(
                  Pattern.quote(form) + "(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])",
                  Pattern.CASE_INSENSITIVE)
              .matcher(replaced)
              .replaceAll(Matcher.quoteReplacement(by));
    }
    return replaced;
  }
}
