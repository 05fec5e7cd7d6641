package org.kamcl.explorer.about;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.engine.runtime.ProgramVersion;

/** Version and licenses, as the build wrote them. */
public final class ProgramInfo {
  /** The name of the program. */
  public static final String NAME = "KAMCL Explorer";

  /** Name, artifact and version come before the licenses, with tabs between. */
  private static final int FIRST_LICENSE = 3;

  private ProgramInfo() {}

  /**
   * A library of the program.
   *
   * @param name as its authors call it
   * @param version of the library
   * @param licenses one or several: a choice, or those of its parts
   * @param artifact group and artifact, such as {@code org.slf4j:slf4j-api}
   */
  public record Library(String name, String version, List<String> licenses, String artifact) {}

  /** The version. */
  public static String version() {
    return ProgramVersion.current();
  }

  /** The text of the license. */
  public static String license() {
    return text("LICENSE").orElse("Apache-2.0");
  }

  /** The credits. */
  public static String notice() {
    return text("NOTICE").orElse("");
  }

  /** The libraries, by name; empty where the program was compiled without Maven. */
  public static List<Library> libraries() {
    return libraries(text("third-party.txt").orElse(""));
  }

  static List<Library> libraries(String list) {
    List<Library> libraries = new ArrayList<>();
    for (String line : list.lines().toList()) {
      List<String> parts = List.of(line.split("\t"));
      if (parts.size() > FIRST_LICENSE) {
        libraries.add(
            new Library(
                parts.get(0),
                parts.get(2),
                parts.subList(FIRST_LICENSE, parts.size()),
                parts.get(1)));
      }
    }
    libraries.sort(Comparator.comparing(library -> library.name().toLowerCase(Locale.ROOT)));
    return libraries;
  }

  private static Optional<String> text(String name) {
    try (InputStream in = ProgramInfo.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
