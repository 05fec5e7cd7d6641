package org.kamcl.explorer.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kamcl.csv.CsvTable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.PngImageWriter;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.MovedFolder;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.PrivateFiles;
import org.kamcl.progress.ProgressStage;

/**
 * A corpus of images of the archive: {@code captions.csv} with the images beside it. The images are
 * written as PNG files as the search sees them, because a corpus cannot refer to files outside its
 * folder, nor to tiles or band renderings. Every tenth image is for validation.
 */
final class ArchiveCorpus {
  /** Name of the table of captions. */
  static final String TABLE = "captions.csv";

  /** Folder of the corpora in a workspace. */
  static final String FOLDER = "corpora";

  private static final int NAME_BYTES = 8;

  /** More than the largest input of a network, with room for crops. */
  private static final int LARGEST_SIDE = 512;

  private static final int VALIDATION_PERIOD = 10;

  private final Path folder;
  private final ThumbnailSource pixels;

  /** Split and captions of an image. */
  private record Entry(String split, List<String> captions) {}

  ArchiveCorpus(Path folder, ThumbnailSource pixels) {
    this.folder = folder;
    this.pixels = pixels;
  }

  /** Whether a folder is such a corpus. */
  static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(TABLE));
  }

  /** Adds images and captions. The table is replaced at the end, when all images are written. */
  void add(List<CaptionedImage> images, JobContext context) {
    Map<String, Entry> entries = read();
    try {
      PrivateFiles.createFolders(folder);
      int done = 0;
      for (CaptionedImage image : images) {
        context.checkCancelled();
        context.onProgress(ProgressStage.IMAGES, done++, images.size());
        // A corpus of an earlier version names images of the workspace by their absolute paths.
        String given = name(image.image(), null);
        String name =
            entries.containsKey(given) ? given : writeImage(image.image(), folder, pixels);
        String split = split(entries.size());
        List<String> captions =
            entries.computeIfAbsent(name, key -> new Entry(split, new ArrayList<>())).captions;
        String caption = image.caption().strip();
        if (!captions.contains(caption)) {
          captions.add(caption);
        }
      }
      byte[] table = table(entries).getBytes(StandardCharsets.UTF_8);
      OutputFiles.replace(folder.resolve(TABLE), stream -> stream.write(table));
      context.onProgress(ProgressStage.IMAGES, images.size(), images.size());
    } catch (IOException e) {
      throw new KamclException(e, CorpusStoreError.NOT_WRITTEN, folder, DraftFile.reason(e));
    }
  }

  /**
   * Writes an image as the search sees it, unless it is there.
   *
   * @return its name
   */
  static String writeImage(ImageRecord image, Path folder, ThumbnailSource pixels)
      throws IOException {
    String name = name(image, workspace(folder));
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      ArgbImage rendered = pixels.thumbnail(image, LARGEST_SIDE);
      PngImageWriter.write(rendered, file);
    }
    return name;
  }

  /**
   * The split of an image.
   *
   * @param number of the image, from 0
   */
  static String split(int number) {
    return number % VALIDATION_PERIOD == VALIDATION_PERIOD - 1 ? "val" : "train";
  }

  /**
   * @throws KamclException if the table is damaged: rows that cannot be read would be lost
   */
  private Map<String, Entry> read() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!is(folder)) {
      return entries;
    }
    CsvTable table = CsvTable.read(folder.resolve(TABLE));
    if (!table.problems().isEmpty()) {
      throw new KamclException(CorpusStoreError.CORPUS_DAMAGED, folder, table.problems().get(0));
    }
    int name = table.fileColumn();
    int caption = table.column("caption");
    int split = table.column("split");
    for (CsvTable.Row row : table.rows()) {
      List<String> values = row.values();
      entries
          .computeIfAbsent(values.get(name), key -> new Entry(values.get(split), new ArrayList<>()))
          .captions
          .add(values.get(caption));
    }
    return entries;
  }

  private static String table(Map<String, Entry> entries) {
    StringBuilder text = new StringBuilder("filename,caption,split\n");
    entries.forEach(
        (name, entry) ->
            entry.captions.forEach(
                caption ->
                    text.append(quoted(name))
                        .append(',')
                        .append(quoted(caption))
                        .append(',')
                        .append(quoted(entry.split))
                        .append('\n')));
    return text.toString();
  }

  /** A value of a table. */
  static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"").replaceAll("\\s+", " ") + '"';
  }

  /** Tells whether an image has a caption in one of some corpora. */
  static Predicate<ImageRecord> captioned(List<Path> folders) {
    Set<String> names = new HashSet<>();
    Set<Path> workspaces = new HashSet<>();
    for (Path folder : folders) {
      Optional.ofNullable(workspace(folder)).ifPresent(workspaces::add);
      CsvTable table = CsvTable.read(folder.resolve(TABLE));
      int name = table.fileColumn();
      table.rows().forEach(row -> names.add(row.values().get(name)));
    }
    if (names.isEmpty()) {
      return image -> false;
    }
    return image ->
        names.contains(name(image, null))
            || workspaces.stream().anyMatch(folder -> names.contains(name(image, folder)));
  }

  /** The workspace that a corpus is part of; null if it is part of none. */
  private static @Nullable Path workspace(Path corpus) {
    Path corpora = corpus.toAbsolutePath().normalize().getParent();
    return corpora != null && corpora.endsWith(FOLDER) ? corpora.getParent() : null;
  }

  /**
   * A name that is equal for the same part of the same file.
   *
   * @param workspace images inside it have the same names wherever it is; null if there is none
   */
  private static String name(ImageRecord image, @Nullable Path workspace) {
    String file = String.valueOf(image.file().getFileName()).replaceAll("[^A-Za-z0-9]+", "-");
    String place = MovedFolder.write(workspace, image.file());
    String tile = image.tile().map(TileBounds::toString).orElse("");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((place + '\n' + tile).getBytes(StandardCharsets.UTF_8));
      String stem = file.substring(0, Math.min(40, file.length()));
      return stem + "-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES) + ".png";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
