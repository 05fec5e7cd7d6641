package org.kamcl.explorer.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.CaptionSuggestions.Suggestion;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.OutputFiles;
import org.kamcl.progress.ProgressStage;

/**
 * Writes suggested images with a table in which people fill in captions: a corpus, as soon as they
 * have. A row can be repeated for another caption of its image.
 */
public final class CaptionTable {
  private CaptionTable() {}

  /**
   * Checks that a folder is new or empty.
   *
   * @throws KamclException if it is not
   */
  public static void check(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      // A pipe must not be opened: that waits for its writer.
      throw new KamclException(CorpusStoreError.FOLDER_NOT_EMPTY, folder);
    }
    try (Stream<Path> children = Files.list(folder)) {
      if (children.findAny().isPresent()) {
        throw new KamclException(CorpusStoreError.FOLDER_NOT_EMPTY, folder);
      }
    } catch (IOException e) {
      throw new KamclException(e, CorpusStoreError.NOT_WRITTEN, folder, DraftFile.reason(e));
    }
  }

  /**
   * Writes the images as the search sees them, and the table.
   *
   * @param folder is created; must be empty if it exists
   * @return the table
   * @throws KamclException if the folder is not empty, an image cannot be read, or a file cannot be
   *     written
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static Path write(
      List<Suggestion> suggestions, ThumbnailSource pixels, Path folder, JobContext context) {
    Path table = folder.resolve(ArchiveCorpus.TABLE);
    check(folder);
    StringBuilder text =
        new StringBuilder("filename,caption,split,rank,uncertainty,distance,unsure\n");
    try {
      Files.createDirectories(folder);
      int done = 0;
      for (Suggestion suggestion : suggestions) {
        context.checkCancelled();
        context.onProgress(ProgressStage.IMAGES, done, suggestions.size());
        String name = ArchiveCorpus.writeImage(suggestion.image(), folder, pixels);
        text.append(ArchiveCorpus.quoted(name))
            .append(",,")
            .append(ArchiveCorpus.split(done++))
            .append(',')
            .append(suggestion.rank())
            .append(String.format(Locale.ROOT, ",%.3f,", suggestion.reason().uncertainty()));
        suggestion
            .reason()
            .distance()
            .ifPresent(distance -> text.append(String.format(Locale.ROOT, "%.4f", distance)));
        text.append(',')
            .append(ArchiveCorpus.quoted(String.join(" ", suggestion.reason().unsure())))
            .append('\n');
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      OutputFiles.replace(table, stream -> stream.write(bytes));
      context.onProgress(ProgressStage.IMAGES, done, suggestions.size());
      return table;
    } catch (IOException e) {
      throw new KamclException(e, CorpusStoreError.NOT_WRITTEN, folder, DraftFile.reason(e));
    }
  }
}
