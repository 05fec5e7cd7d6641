package org.kamcl.engine.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileMemory;
import org.kamcl.file.PlaceholderFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.SystemFolders;

/**
 * Reads a corpus in any supported format. What cannot be used is reported, and the rest is used.
 */
public final class CorpusReader {
  private final Optional<CorpusFormat> wanted;
  private final boolean imagesNeeded;
  private final Runnable safePoint;

  /**
   * @param wanted the required format, or empty for the first one found: {@code dataset_*.json},
   *     NWPU-Captions, {@code *_caps.txt}, CSV
   * @param imagesNeeded whether a missing image file is reported and skipped; {@code false} where
   *     captions are enough
   */
  public CorpusReader(Optional<CorpusFormat> wanted, boolean imagesNeeded) {
    this(wanted, imagesNeeded, () -> {});
  }

  /**
   * As above.
   *
   * @param safePoint is called for each image and caption; what it throws ends the reading
   */
  public CorpusReader(Optional<CorpusFormat> wanted, boolean imagesNeeded, Runnable safePoint) {
    this.wanted = wanted;
    this.imagesNeeded = imagesNeeded;
    this.safePoint = safePoint;
  }

  /** How far above a folder of images its captions are looked for. */
  private static final int LEVELS_ABOVE = 2;

  /** A file that lists a corpus. */
  private record Found(CorpusFormat format, List<Path> files) {}

  /**
   * Reads a corpus.
   *
   * @param place a folder, or the JSON or CSV file that lists the corpus
   * @throws KamclException if nothing is usable
   */
  public Corpus read(Path place) {
    return FileMemory.limited(place, () -> readAny(place));
  }

  private Corpus readAny(Path place) {
    if (!Files.exists(place)) {
      throw new KamclException(CorpusError.NOT_FOUND, place);
    }
    RegularFiles.check(place);
    List<Found> found = Files.isDirectory(place) ? detect(place) : List.of(single(place));
    List<Found> usable =
        found.stream().filter(f -> wanted.isEmpty() || f.format == wanted.get()).toList();
    if (usable.isEmpty()) {
      throw wanted.isPresent()
          ? new KamclException(
              CorpusError.NO_CORPUS_OF_FORMAT,
              place,
              wanted.get().optionName(),
              CorpusFormat.descriptions())
          : above(place)
              .map(parent -> new KamclException(CorpusError.CORPUS_ABOVE, place, parent))
              .orElseGet(
                  () ->
                      new KamclException(
                          CorpusError.NO_CORPUS_IN_FOLDER, place, CorpusFormat.descriptions()));
    }
    Found chosen = usable.get(0);
    Path root = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
    CorpusBuilder corpusBuilder =
        new CorpusBuilder(root, chosen.format == CorpusFormat.NWPU_JSON, imagesNeeded, safePoint);
    String name = root.toAbsolutePath().normalize().getFileName() + "";
    switch (chosen.format) {
      case DATASET_JSON, NWPU_JSON ->
          new CaptionJsonReader(corpusBuilder).readImages(chosen.files.get(0));
      case COCO_JSON -> new CaptionJsonReader(corpusBuilder).readCoco(chosen.files);
      case LIST_JSON -> new CaptionJsonReader(corpusBuilder).readLists(chosen.files);
      case CAPS_TXT -> new CaptionTextReader(corpusBuilder).read(chosen.files);
      case CSV -> new CaptionCsvReader(corpusBuilder).read(chosen.files.get(0));
    }
    List<CorpusImage> images = corpusBuilder.images();
    if (images.isEmpty()) {
      throw corpusBuilder.problems().isEmpty()
          ? new KamclException(CorpusError.NO_USABLE_IMAGE, chosen.files.get(0))
          : new KamclException(
              CorpusError.NO_USABLE_IMAGE_BECAUSE,
              chosen.files.get(0),
              corpusBuilder.problems().get(0));
    }
    return new Corpus(
        name,
        chosen.format,
        chosen.files.get(0),
        choice(chosen, found),
        images,
        corpusBuilder.problems());
  }

  /**
   * The corpus to which a folder of images belongs: many keep their captions beside the folder of
   * the images, or one level above that.
   */
  private static Optional<Path> above(Path folder) {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    for (int level = 0; level < LEVELS_ABOVE && parent != null; level++) {
      try {
        if (!detect(parent).isEmpty()) {
          return Optional.of(parent);
        }
      } catch (KamclException e) {
        // What is not asked for need not be readable.
        return Optional.empty();
      }
      parent = parent.getParent();
    }
    return Optional.empty();
  }

  private static Problem choice(Found chosen, List<Found> found) {
    Path file = chosen.files.get(0).getFileName();
    ErrorCode format = chosen.format.description();
    if (found.size() == 1) {
      return Problem.of(CorpusError.READING, file, format);
    }
    List<Path> others =
        found.stream()
            .filter(f -> !f.equals(chosen))
            .map(f -> f.files.get(0).getFileName())
            .toList();
    return Problem.of(CorpusError.READING_ONE_OF_SEVERAL, file, format, others);
  }

  private static Found single(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return new Found(CorpusFormat.CSV, List.of(file));
    }
    if (name.endsWith("_caps.txt")) {
      return new Found(CorpusFormat.CAPS_TXT, List.of(file));
    }
    // Of a file that is in no format, reading it as the most common one reports why.
    return new Found(
        JsonFormatDetector.detect(file).orElse(CorpusFormat.DATASET_JSON), List.of(file));
  }

  private static List<Found> detect(Path folder) {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new KamclException(e, CorpusError.FOLDER_UNREADABLE, folder);
    }
    List<Path> caps = new ArrayList<>();
    List<Found> json = new ArrayList<>();
    List<Found> csv = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (SystemFolders.isHidden(name)) {
        continue;
      }
      if (name.endsWith(".json")) {
        Optional<CorpusFormat> format = JsonFormatDetector.detect(file);
        if (format.isPresent() || name.startsWith("dataset")) {
          json.add(new Found(format.orElse(CorpusFormat.DATASET_JSON), List.of(file)));
        }
      } else if (name.endsWith("_caps.txt")) {
        caps.add(file);
      } else if (name.endsWith(".csv") && CaptionCsvReader.hasHeader(file)) {
        csv.add(new Found(CorpusFormat.CSV, List.of(file)));
      }
    }
    List<Found> found = new ArrayList<>(perSplit(json));
    if (!caps.isEmpty()) {
      found.add(new Found(CorpusFormat.CAPS_TXT, caps));
    }
    found.addAll(csv);
    if (found.isEmpty()) {
      // A list that was not downloaded completely is the likely reason.
      files.stream().filter(CorpusReader::mayList).forEach(PlaceholderFiles::check);
    }
    return found;
  }

  private static boolean mayList(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".json") || name.endsWith(".csv");
  }

  /** The JSON files by format; those of formats with one file for each split are one corpus. */
  private static List<Found> perSplit(List<Found> files) {
    List<Found> corpora = new ArrayList<>();
    for (CorpusFormat format : CorpusFormat.values()) {
      List<Found> same = files.stream().filter(f -> f.format == format).toList();
      boolean together = format == CorpusFormat.COCO_JSON || format == CorpusFormat.LIST_JSON;
      if (together && !same.isEmpty()) {
        corpora.add(new Found(format, same.stream().flatMap(f -> f.files.stream()).toList()));
      } else {
        corpora.addAll(same);
      }
    }
    return corpora;
  }
}
