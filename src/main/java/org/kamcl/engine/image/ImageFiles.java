package org.kamcl.engine.image;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileNames;
import org.kamcl.file.SystemFolders;

/**
 * Finds the image files of a folder and its subfolders. Symbolic links are followed, and each
 * folder and file is found once, however many links lead to it.
 */
public final class ImageFiles {
  private static final Set<String> EXTENSIONS =
      Arrays.stream(DecodableFormat.values())
          .flatMap(format -> format.extensions().stream())
          .collect(Collectors.toUnmodifiableSet());

  private ImageFiles() {}

  /**
   * The files that were found in a folder, and what was skipped.
   *
   * @param names relative to the folder, with '/' on every system, sorted as strings
   * @param problems files and folders that cannot be used
   * @param skippedFolders number of hidden folders and folders of the system, such as trash cans
   * @param skippedFiles number of hidden files
   * @param firstSkipped the first skipped folder or file
   */
  public record Listing(
      List<String> names,
      List<Problem> problems,
      int skippedFolders,
      int skippedFiles,
      Optional<Path> firstSkipped) {}

  /**
   * The image files of a folder, by extension.
   *
   * @return paths relative to the folder, with '/' on every system, sorted as strings
   * @throws KamclException if the folder is missing or cannot be read
   */
  public static List<String> list(Path folder) {
    return find(folder, ImageFiles::isImage).names();
  }

  /**
   * The files of a folder that match a condition.
   *
   * @param wanted decides by path
   * @throws KamclException if the folder is missing or cannot be read
   */
  public static Listing find(Path folder, Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      throw new KamclException(ImageError.FOLDER_MISSING, folder);
    }
    try {
      Finder finder = new Finder(folder, folder.toRealPath(), wanted);
      // Links come last, so that a file is named by its own path rather than by that of a link.
      Files.walkFileTree(finder.root, finder);
      finder.followLinks();
      return finder.listing();
    } catch (IOException e) {
      throw new KamclException(e, ImageError.FOLDER_UNREADABLE, folder);
    }
  }

  /** Whether {@link ImageDecoder} reads files with this extension. */
  public static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static final class Finder extends SimpleFileVisitor<Path> {
    private static final int MAX_DEPTH = Integer.MAX_VALUE;

    private final Path folder;

    /** The folder with links resolved; all visited paths are below it. */
    private final Path root;

    private final Predicate<Path> wanted;
    private final List<String> names = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Path> skippedFolders = new ArrayList<>();
    private final List<Path> skippedFiles = new ArrayList<>();
    private final List<Path> links = new ArrayList<>();

    /** Folders that were visited and linked files that were found, with all links resolved. */
    private final Set<Path> visited = new HashSet<>();

    private boolean following;

    Finder(Path folder, Path root, Predicate<Path> wanted) {
      this.folder = folder;
      this.root = root;
      this.wanted = wanted;
    }

    Listing listing() {
      List<String> sorted = names.stream().sorted().toList();
      return new Listing(
          sorted,
          List.copyOf(problems),
          skippedFolders.size(),
          skippedFiles.size(),
          skippedFolders.stream()
              .min(Comparator.naturalOrder())
              .or(() -> skippedFiles.stream().min(Comparator.naturalOrder())));
    }

    /** Visits the targets of links: first folders, whose files may be the targets of others. */
    void followLinks() throws IOException {
      following = true;
      List<Path> sorted = links.stream().sorted().toList();
      for (Path link : sorted) {
        if (Files.isDirectory(link)) {
          Files.walkFileTree(link, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, this);
        }
      }
      for (Path link : sorted) {
        if (!Files.isDirectory(link) && wanted.test(link)) {
          add(link, Files.isRegularFile(link));
        }
      }
    }

    /** A visited path below the folder as it was named. */
    private Path named(Path path) {
      return folder.resolve(root.relativize(path));
    }

    private void addProblem(ImageError code, Path path) {
      Path named = named(path);
      problems.add(Problem.of(code, FileNames.display(named)).in(named));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
        throws IOException {
      if (!dir.equals(root) && SystemFolders.isSystemFolder(name(dir))) {
        skippedFolders.add(named(dir));
        return FileVisitResult.SKIP_SUBTREE;
      }
      return visited.add(dir.toRealPath())
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        links.add(file);
      } else if (wanted.test(file)) {
        add(file, attributes.isRegularFile());
      }
      return FileVisitResult.CONTINUE;
    }

    private void add(Path file, boolean regular) {
      if (SystemFolders.isHidden(name(file))) {
        skippedFiles.add(named(file));
      } else if (!regular) {
        addProblem(ImageError.NOT_A_FILE, file);
      } else if (!FileNames.isText(file)) {
        addNotText(file);
      } else if (!following || isNew(file)) {
        String relative = root.relativize(file).toString();
        names.add(relative.replace(folder.getFileSystem().getSeparator(), "/"));
      }
    }

    private void addNotText(Path file) {
      Path named = named(file);
      problems.add(
          Problem.of(ImageError.NAME_NOT_TEXT, FileNames.display(named), FileNames.encoding())
              .in(named));
    }

    /** Whether a file below a link was not found before: neither itself nor by another link. */
    private boolean isNew(Path file) {
      Path target;
      try {
        target = file.toRealPath();
      } catch (IOException e) {
        // The file was there a moment ago; reading it reports what is wrong.
        return true;
      }
      boolean seen =
          Files.isSymbolicLink(file)
              && visited.contains(target.getParent())
              && wanted.test(target)
              && !SystemFolders.isHidden(name(target));
      return !seen && visited.add(target);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root)) {
        throw e;
      }
      boolean isFolder = Files.isDirectory(file);
      // A folder in itself was visited already.
      if (!(e instanceof FileSystemLoopException) && (isFolder || wanted.test(file))) {
        addProblem(isFolder ? ImageError.FOLDER_UNREADABLE : ImageError.NOT_A_FILE, file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, IOException e) {
      if (e != null) {
        addProblem(ImageError.FOLDER_UNREADABLE, dir);
      }
      return FileVisitResult.CONTINUE;
    }

    private static String name(Path path) {
      return String.valueOf(path.getFileName());
    }
  }
}
