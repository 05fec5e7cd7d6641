package org.kamcl.engine.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/**
 * Reads a corpus in any supported format. What cannot be used is reported, and the rest is used.
 */
public final class CorpusReader {
  private final Optional<CorpusFormat> wanted;
  private final boolean imagesNeeded;

  /**
   * @param wanted the required format, or empty for the first one found: {@code dataset_*.json},
   *     NWPU-Captions, {@code *_caps.txt}, CSV
   * @param imagesNeeded whether a missing image file is reported and skipped; {@code false} where
   *     captions are enough
   */
  public CorpusReader(Optional<CorpusFormat> wanted, boolean imagesNeeded) {
    this.wanted = wanted;
    this.imagesNeeded = imagesNeeded;
  }

  /** A file that lists a corpus. */
  private record Found(CorpusFormat format, List<Path> files) {}

  /**
   * Reads a corpus.
   *
   * @param place a folder, or the JSON or CSV file that lists the corpus
   * @throws KamclException if nothing is usable
   */
  public Corpus read(Path place) {
    if (!Files.exists(place)) {
      throw new KamclException(CorpusError.NOT_FOUND, place);
    }
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
          : new KamclException(CorpusError.NO_CORPUS_IN_FOLDER, place, CorpusFormat.descriptions());
    }
    Found chosen = usable.get(0);
    Path root = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
    CorpusBuilder corpusBuilder =
        new CorpusBuilder(root, chosen.format == CorpusFormat.NWPU_JSON, imagesNeeded);
    String name = root.toAbsolutePath().normalize().getFileName() + "";
    switch (chosen.format) {
      case DATASET_JSON, NWPU_JSON ->
          new CaptionJsonReader(corpusBuilder).read(chosen.files.get(0));
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
    boolean nwpu = CaptionJsonReader.looksLikeNwpu(file);
    return new Found(nwpu ? CorpusFormat.NWPU_JSON : CorpusFormat.DATASET_JSON, List.of(file));
  }

  private static List<Found> detect(Path folder) {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new KamclException(e, CorpusError.FOLDER_UNREADABLE, folder);
    }
    List<Found> found = new ArrayList<>();
    List<Path> caps = new ArrayList<>();
    List<Found> csv = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.startsWith("dataset") && name.endsWith(".json")) {
        found.add(single(file));
      } else if (name.endsWith("_caps.txt")) {
        caps.add(file);
      } else if (name.endsWith(".csv") && CaptionCsvReader.hasHeader(file)) {
        csv.add(new Found(CorpusFormat.CSV, List.of(file)));
      }
    }
    found.sort(Comparator.comparing(Found::format));
    if (!caps.isEmpty()) {
      found.add(new Found(CorpusFormat.CAPS_TXT, caps));
    }
    found.addAll(csv);
    return found;
  }
}
