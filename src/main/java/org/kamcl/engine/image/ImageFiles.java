package org.kamcl.engine.image;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kamcl.engine.EngineException;

/** Finds the image files below a folder. */
public final class ImageFiles {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff");

  private ImageFiles() {}

  /**
   * Names of all image files below a folder, sorted by name, with {@code /} between folders.
   * Symbolic links are followed; one that leads back to a folder above it is not.
   *
   * @throws EngineException if there is no such folder or it cannot be read
   */
  public static List<String> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new EngineException("There is no folder " + folder + ".");
    }
    List<String> names = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && isImage(file)) {
                names.add(folder.relativize(file).toString().replace('\\', '/'));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              // A loop of links, or a folder without rights: the others are still of use.
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new EngineException("The folder " + folder + " could not be read.", e);
    }
    Collections.sort(names);
    return names;
  }

  /** Whether the name ends like an image's. */
  static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
