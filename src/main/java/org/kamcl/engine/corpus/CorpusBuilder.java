package org.kamcl.engine.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kamcl.error.Problem;

/**
 * Collects the images and captions that a reader finds, locates the image files and records
 * problems.
 */
final class CorpusBuilder {
  private final Path root;
  private final boolean inCategories;
  private final boolean imagesNeeded;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private Map<String, Path> index;

  /** An image whose captions are being collected. */
  private static final class Entry {
    private final String filename;
    private final String split;
    private final Path path;
    private final Path file;
    private final int line;
    private final List<String> captions = new ArrayList<>();

    Entry(String filename, String split, Path path, Path file, int line) {
      this.filename = filename;
      this.split = split;
      this.path = path;
      this.file = file;
      this.line = line;
    }
  }

  CorpusBuilder(Path root, boolean inCategories, boolean imagesNeeded) {
    this.root = root;
    this.inCategories = inCategories;
    this.imagesNeeded = imagesNeeded;
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
   */
  void addImage(
      Path file, int line, String category, String filename, String split, List<String> captions) {
    String name = inCategories && category != null ? category + "/" + filename : filename;
    if (entries.containsKey(key(split, name))) {
      addProblem(CorpusError.DUPLICATE_IMAGE, file, line, name);
      return;
    }
    Entry entry = createEntry(file, line, name, split);
    if (entry != null) {
      for (String caption : captions) {
        addCaption(entry, file, line, caption);
      }
    }
  }

  /** Adds a caption of an image that can have more of them. */
  void addCaption(Path file, int line, String filename, String split, String caption) {
    Entry entry = entries.get(key(split, filename));
    if (entry == null) {
      entry = createEntry(file, line, filename, split);
    }
    if (entry != null) {
      addCaption(entry, file, line, caption);
    }
  }

  private void addCaption(Entry entry, Path file, int line, String caption) {
    String stripped = caption.strip();
    if (stripped.isEmpty()) {
      addProblem(CorpusError.EMPTY_CAPTION, file, line, entry.filename);
    } else {
      entry.captions.add(stripped);
    }
  }

  private Entry createEntry(Path file, int line, String filename, String split) {
    String key = key(split, filename);
    if (filename.isBlank()) {
      addProblem(CorpusError.EMPTY_NAME, file, line);
      return null;
    }
    Path path = locate(filename);
    if (path == null) {
      addProblem(CorpusError.OUTSIDE_CORPUS, file, line, filename);
      entries.put(key, new Entry(filename, split, null, file, line));
      return entries.get(key);
    }
    if (imagesNeeded && !Files.isRegularFile(path)) {
      addProblem(CorpusError.IMAGE_MISSING, file, line, filename);
      path = null;
    }
    Entry entry = new Entry(filename, split, path, file, line);
    entries.put(key, entry);
    return entry;
  }

  private static String key(String split, String filename) {
    return split + "\n" + filename;
  }

  /**
   * The path of an image: the file if it exists, otherwise its expected path; null if the path
   * points outside the corpus.
   */
  private Path locate(String filename) {
    Path relative;
    try {
      relative = Path.of(filename);
    } catch (InvalidPathException e) {
      return null;
    }
    if (relative.isAbsolute() || relative.normalize().startsWith("..")) {
      return null;
    }
    for (String place : new String[] {"images", "imgs", "Images", ""}) {
      Path candidate = root.resolve(place).resolve(relative);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    Path indexed = index().get(relative.getFileName().toString());
    return indexed != null ? indexed : root.resolve("images").resolve(relative);
  }

  /** Image files below the corpus folder by name, for corpora with subfolders. */
  private Map<String, Path> index() {
    if (index == null) {
      index = new HashMap<>();
      try (Stream<Path> walk = Files.walk(root, 3)) {
        walk.filter(Files::isRegularFile)
            .sorted()
            .forEach(p -> index.putIfAbsent(p.getFileName().toString(), p));
      } catch (IOException | UncheckedIOException e) {
        addProblem(CorpusError.FOLDER_NOT_SEARCHED, root);
      }
    }
    return index;
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
      if (count > 0 && entry.path != null) {
        images.add(
            new CorpusImage(entry.filename, entry.path, entry.split, List.copyOf(entry.captions)));
      }
    }
    return images;
  }
}
