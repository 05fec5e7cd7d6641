package org.kamcl.explorer.app;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.kamcl.file.UnpackedFiles;

/**
 * The native libraries of JavaFX in the user's cache. Left alone, JavaFX unpacks each when it needs
 * it, and two programs that start at the same time can load half a file.
 */
final class JavaFxLibraries {
  private static final String FOLDER = "javafx.cachedir";
  private static final String PATH = "java.library.path";

  /** The jar with the native libraries of the window, such as javafx-graphics-21.0.1-linux.jar. */
  private static final Pattern JAR = Pattern.compile("javafx-graphics-\\d.*-[a-z].*\\.jar");

  private static final Pattern LIBRARY = Pattern.compile("[^/]+\\.(so|dll|dylib)");

  private JavaFxLibraries() {}

  /**
   * Unpacks the libraries, if necessary; call it before JavaFX starts.
   *
   * @throws org.kamcl.error.KamclException if the cache folder cannot be used
   */
  static void prepare() {
    Optional<Path> jar = jar();
    // Without the jar, JavaFX is part of the Java installation, with its libraries.
    if (System.getProperty(FOLDER) == null && jar.isPresent()) {
      String name = jar.get().getFileName().toString().replaceFirst("\\.jar$", "");
      String folder = UnpackedFiles.provide(name, writer -> unpack(jar.get(), writer)).toString();
      System.setProperty(FOLDER, folder);
      if (UnpackedFiles.installed(name).isPresent()) {
        // The jar of an installed program has no libraries; then JavaFX looks for them here.
        String path = System.getProperty(PATH, "");
        System.setProperty(PATH, path.isEmpty() ? folder : folder + File.pathSeparator + path);
      }
    }
  }

  private static Optional<Path> jar() {
    return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName() != null)
        .filter(path -> JAR.matcher(path.getFileName().toString()).matches())
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static void unpack(Path jar, UnpackedFiles.Writer writer) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> libraries =
          zip.stream().filter(entry -> LIBRARY.matcher(entry.getName()).matches()).toList();
      for (ZipEntry entry : libraries) {
        try (InputStream in = zip.getInputStream(entry)) {
          writer.write(entry.getName(), in);
        }
      }
    }
  }
}
