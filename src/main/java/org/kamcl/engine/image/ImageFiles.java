package org.kamcl.engine.image;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the image files of a folder. */
public final class ImageFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ImageFiles.class);
  private static final Set<String> EXTENSIONS =
      Arrays.stream(DecodableFormat.values())
          .flatMap(format -> format.extensions().stream())
          .collect(Collectors.toUnmodifiableSet());

  private ImageFiles() {}

  /**
   * The image files of a folder and its subfolders, by extension. Symbolic links are followed.
   * Links to a parent folder, broken links and unreadable folders are skipped and logged. Hidden
   * files and folders (leading dot) are skipped.
   *
   * @return paths relative to the folder, with '/' on every system, sorted as strings
   * @throws KamclException if the folder is missing or cannot be read
   */
  public static List<String> list(Path folder) {
    return list(folder, ImageFiles::isImage);
  }

  /**
   * The files of a folder and its subfolders that match a condition.
   *
   * @param wanted decides by path
   */
  public static List<String> list(Path folder, Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      throw new KamclException(ImageError.FOLDER_MISSING, folder);
    }
    List<String> names = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Finder(folder, wanted, names));
    } catch (IOException e) {
      throw new KamclException(e, ImageError.FOLDER_UNREADABLE, folder);
    }
    Collections.sort(names);
    return names;
  }

  /** Whether {@link ImageDecoder} reads files with this extension. */
  public static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Predicate<Path> wanted;
    private final List<String> names;

    Finder(Path folder, Predicate<Path> wanted, List<String> names) {
      this.folder = folder;
      this.wanted = wanted;
      this.names = names;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      boolean hidden = !dir.equals(folder) && String.valueOf(dir.getFileName()).startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean hidden = String.valueOf(file.getFileName()).startsWith(".");
      if (!hidden && wanted.test(file)) {
        if (attributes.isRegularFile()) {
          String name = folder.relativize(file).toString();
          names.add(name.replace(folder.getFileSystem().getSeparator(), "/"));
        } else {
          LOG.warn("Skipped {}, which is not a file (a broken link?).", file);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(folder)) {
        throw e;
      }
      LOG.warn("Skipped {}: {}", file, e.toString());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, IOException e) {
      if (e != null) {
        LOG.warn("Read {} in part only: {}", dir, e.toString());
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
