package org.kamcl.engine.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.error.Problem;
import org.kamcl.file.FileNames;

/**
 * Collects the images and captions that a reader finds, locates the image files and records
 * problems.
 */
final class CorpusBuilder {
  /** Characters of a caption; as many as a row of a table may have. */
  static final int LONGEST_CAPTION = 1 << 17;

  private final ImageLocator locator;
  private final boolean inCategories;
  private final boolean imagesNeeded;
  private final Runnable safePoint;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** An image whose captions are being collected. */
  private static final class Entry {
    private final String filename;
    private final String split;
    private final ImageLocator.Location location;
    private final Path file;
    private final int line;
    private final List<String> captions = new ArrayList<>();
    private String category = "";

    Entry(String filename, String split, ImageLocator.Location location, Path file, int line) {
      this.filename = filename;
      this.split = split;
      this.location = location;
      this.file = file;
      this.line = line;
    }
  }

  /**
   * @param safePoint is called for each image and caption; what it throws ends the reading
   */
  CorpusBuilder(Path root, boolean inCategories, boolean imagesNeeded, Runnable safePoint) {
    this.locator =
        new ImageLocator(root, folder -> addProblem(CorpusError.FOLDER_NOT_SEARCHED, folder));
    this.inCategories = inCategories;
    this.imagesNeeded = imagesNeeded;
    this.safePoint = safePoint;
  }

  /** Adds a problem whose arguments start with the file. */
  void addProblem(CorpusError code, Path file, Object... others) {
    Object[] arguments = new Object[others.length + 1];
    arguments[0] = file;
    System.arraycopy(others, 0, arguments, 1, others.length);
    addProblem(Problem.of(code, arguments).in(file));
  }

  /** Adds a problem. */
  void addProblem(Problem problem) {
    problems.add(problem);
  }

  /**
   * Adds an image with all its captions.
   *
   * @param category subfolder of the image, or null
   * @param listed the category that the entry itself lists, if any
   */
  void addImage(
      Path file,
      int line,
      String category,
      String filename,
      String split,
      List<String> captions,
      Optional<String> listed) {
    String name = inCategories && category != null ? category + "/" + filename : filename;
    if (entries.containsKey(key(split, name))) {
      addProblem(CorpusError.DUPLICATE_IMAGE, file, line, name);
      return;
    }
    Entry entry = createEntry(file, line, name, split);
    if (entry != null) {
      entry.category = listed.orElse(inCategories && category != null ? category : "").strip();
      for (String caption : captions) {
        addCaption(entry, file, line, caption);
      }
    }
  }

  /** Adds a caption of an image that can have more of them. */
  void addCaption(Path file, int line, String filename, String split, String caption) {
    addCaption(file, line, filename, split, caption, Optional.empty());
  }

  /**
   * Adds a caption of an image that can have more of them.
   *
   * @param category of the image, if it is listed; the first one counts
   */
  void addCaption(
      Path file,
      int line,
      String filename,
      String split,
      String caption,
      Optional<String> category) {
    Entry entry = entries.get(key(split, filename));
    if (entry == null) {
      entry = createEntry(file, line, filename, split);
    }
    if (entry != null) {
      if (entry.category.isEmpty()) {
        entry.category = category.orElse("").strip();
      }
      addCaption(entry, file, line, caption);
    }
  }

  private void addCaption(Entry entry, Path file, int line, String caption) {
    safePoint.run();
    String stripped = caption.strip();
    if (stripped.isEmpty()) {
      addProblem(CorpusError.EMPTY_CAPTION, file, line, entry.filename);
    } else if (stripped.length() > LONGEST_CAPTION) {
      addProblem(CorpusError.CAPTION_TOO_LONG, file, line, entry.filename, LONGEST_CAPTION);
    } else {
      entry.captions.add(stripped);
    }
  }

  private Entry createEntry(Path file, int line, String filename, String split) {
    safePoint.run();
    if (filename.isBlank()) {
      addProblem(CorpusError.EMPTY_NAME, file, line);
      return null;
    }
    Entry entry = new Entry(filename, split, locate(file, line, filename, split), file, line);
    entries.put(key(split, filename), entry);
    return entry;
  }

  private static String key(String split, String filename) {
    return split + "\n" + FileNames.key(filename);
  }

  /** The location of an image; null if it cannot be used, which is reported. */
  private ImageLocator.Location locate(Path file, int line, String filename, String split) {
    Optional<ImageLocator.Location> found = locator.locate(filename, split);
    if (found.isEmpty()) {
      addProblem(CorpusError.OUTSIDE_CORPUS, file, line, filename);
      return null;
    }
    if (imagesNeeded && !found.get().others().isEmpty()) {
      addProblem(CorpusError.IMAGE_AMBIGUOUS, file, line, filename, found.get().others());
      return null;
    }
    if (imagesNeeded && !Files.isRegularFile(found.get().path())) {
      addProblem(CorpusError.IMAGE_MISSING, file, line, filename);
      return null;
    }
    return found.get();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The usable images; records images without captions and unusual numbers of captions. */
  List<CorpusImage> images() {
    Map<Integer, Integer> byCount = new HashMap<>();
    entries.values().forEach(e -> byCount.merge(e.captions.size(), 1, Integer::sum));
    int usual =
        byCount.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0);
    Map<Path, Set<String>> namesByPath = namesByPath();
    List<CorpusImage> images = new ArrayList<>();
    for (Entry entry : entries.values()) {
      int count = entry.captions.size();
      if (count == 0) {
        addProblem(CorpusError.NO_CAPTION, entry.file, entry.line, entry.filename);
      } else if (count != usual && byCount.get(usual) > entries.size() / 2) {
        addProblem(
            CorpusError.UNUSUAL_CAPTION_COUNT,
            entry.file,
            entry.line,
            entry.filename,
            count,
            usual);
      }
      if (count > 0 && entry.location != null && isOwnFile(entry, namesByPath)) {
        images.add(
            new CorpusImage(
                entry.filename,
                entry.location.path(),
                entry.split,
                List.copyOf(entry.captions),
                entry.category));
      }
    }
    return images;
  }

  /** The listed names that lead to each file. */
  private Map<Path, Set<String>> namesByPath() {
    Map<Path, Set<String>> names = new HashMap<>();
    for (Entry entry : entries.values()) {
      if (entry.location != null) {
        names
            .computeIfAbsent(entry.location.path(), path -> new TreeSet<>())
            .add(FileNames.key(entry.filename));
      }
    }
    return names;
  }

  /**
   * Whether a file is the image of an entry. A file that was found by its name only and that two
   * different images lead to may be neither, which is reported.
   */
  private boolean isOwnFile(Entry entry, Map<Path, Set<String>> namesByPath) {
    Path path = entry.location.path();
    if (entry.location.certain() || namesByPath.get(path).size() == 1) {
      return true;
    }
    addProblem(CorpusError.IMAGE_AMBIGUOUS, entry.file, entry.line, entry.filename, List.of(path));
    return false;
  }
}
