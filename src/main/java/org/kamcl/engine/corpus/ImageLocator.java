package org.kamcl.engine.corpus;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.kamcl.file.FileNames;
import org.kamcl.file.SystemFolders;

/**
 * Finds the image files that a corpus lists. A file is found by its path below a usual folder of
 * images, or by its name in other folders, also in the other Unicode form or in other upper and
 * lower case. An image is never taken from a folder of another category.
 */
final class ImageLocator {
  private static final List<String> IMAGE_FOLDERS = List.of("images", "imgs", "Images", "");
  private static final int DEPTH = 3;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:/.*|//.*");

  /** Names of folders that say nothing about the images in them. */
  private static final Set<String> PLAIN_FOLDERS =
      Set.of("images", "imgs", "image", "img", "jpg", "jpeg", "png", "tif", "data", "dataset");

  private static final Pattern SPLIT_FOLDER = Pattern.compile("(train|val|valid|test)\\d*");

  private final Path root;
  private final Consumer<Path> notSearched;
  private Map<String, List<Path>> index;

  /**
   * @param root folder of the corpus
   * @param notSearched receives folders that cannot be read
   */
  ImageLocator(Path root, Consumer<Path> notSearched) {
    this.root = root;
    this.notSearched = notSearched;
  }

  /**
   * Where an image is.
   *
   * @param path of the file; its expected path if no file was found
   * @param certain whether the whole listed path leads to it, not only its name
   * @param others files of the same name that it could be as well; empty if there are none
   */
  record Location(Path path, boolean certain, List<Path> others) {}

  /**
   * Finds an image.
   *
   * @param filename as listed
   * @param split of the image; decides between files of the same name
   * @return empty if the path points outside the corpus
   */
  Optional<Location> locate(String filename, String split) {
    Path relative;
    String name = filename.replace('\\', '/');
    try {
      relative = Path.of(name).normalize();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (relative.isAbsolute() || relative.startsWith("..") || DRIVE.matcher(name).matches()) {
      return Optional.empty();
    }
    for (String place : IMAGE_FOLDERS) {
      Path candidate = root.resolve(place).resolve(relative);
      if (Files.isRegularFile(candidate)) {
        return Optional.of(new Location(candidate, true, List.of()));
      }
    }
    Path expected = root.resolve("images").resolve(relative);
    return Optional.of(search(relative, split).orElse(new Location(expected, true, List.of())));
  }

  private Optional<Location> search(Path relative, String split) {
    String last = String.valueOf(relative.getFileName());
    List<Path> named = index().getOrDefault(FileNames.foldedKey(last), List.of());
    List<Path> sameCase =
        named.stream().filter(file -> key(file.getFileName()).equals(FileNames.key(last))).toList();
    List<Path> candidates = sameCase.isEmpty() ? named : sameCase;
    int best = candidates.stream().mapToInt(file -> commonParts(relative, file)).max().orElse(0);
    candidates = candidates.stream().filter(file -> commonParts(relative, file) == best).toList();
    if (candidates.size() > 1) {
      List<Path> ofSplit = candidates.stream().filter(file -> isBelow(file, split)).toList();
      candidates = ofSplit.isEmpty() ? candidates : ofSplit;
    }
    boolean certain = best == relative.getNameCount();
    if (!certain) {
      candidates = candidates.stream().filter(file -> mayBe(relative, file, best)).toList();
    }
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Location(
                candidates.get(0), certain, candidates.size() == 1 ? List.of() : candidates));
  }

  /** Number of names at the end of two paths that are equal. */
  private static int commonParts(Path listed, Path file) {
    int common = 0;
    while (common < listed.getNameCount()
        && common < file.getNameCount()
        && folded(listed, common).equals(folded(file, common))) {
      common++;
    }
    return common;
  }

  private static String folded(Path path, int fromEnd) {
    return FileNames.foldedKey(path.getName(path.getNameCount() - 1 - fromEnd).toString());
  }

  private static String key(Path name) {
    return FileNames.key(name.toString());
  }

  private boolean isBelow(Path file, String folder) {
    for (Path part : root.relativize(file.getParent())) {
      if (FileNames.foldedKey(part.toString()).equals(FileNames.foldedKey(folder))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a file of the same name can be the listed image although its folder has another name:
   * not if both folders could be categories.
   */
  private boolean mayBe(Path listed, Path file, int common) {
    Path folder = root.relativize(file);
    return isPlain(folded(listed, common))
        || common >= folder.getNameCount()
        || isPlain(folded(folder, common));
  }

  private boolean isPlain(String folder) {
    return PLAIN_FOLDERS.contains(folder)
        || SPLIT_FOLDER.matcher(folder).matches()
        || folder.equals(FileNames.foldedKey(String.valueOf(root.getFileName())));
  }

  /** The files below the corpus folder by the folded form of their names, sorted. */
  private Map<String, List<Path>> index() {
    if (index == null) {
      List<Path> files = new ArrayList<>();
      try {
        Files.walkFileTree(
            root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new Collector(files));
      } catch (IOException e) {
        notSearched.accept(root);
      }
      index = new HashMap<>();
      files.stream()
          .sorted()
          .forEach(
              file ->
                  index
                      .computeIfAbsent(
                          FileNames.foldedKey(file.getFileName().toString()),
                          name -> new ArrayList<>())
                      .add(file));
    }
    return index;
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      boolean skipped =
          !dir.equals(root) && SystemFolders.isSystemFolder(String.valueOf(dir.getFileName()));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !SystemFolders.isHidden(file.getFileName().toString())) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (!(e instanceof FileSystemLoopException) && Files.isDirectory(file)) {
        notSearched.accept(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
