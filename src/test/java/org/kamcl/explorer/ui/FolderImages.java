package org.kamcl.explorer.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/** The images of folders with their colors. */
final class FolderImages implements ThumbnailSource {
  private final List<ImageRecord> images = new CopyOnWriteArrayList<>();
  private final List<Problem> problems = new CopyOnWriteArrayList<>();
  private final Map<Long, Map<String, Double>> colors = new TreeMap<>();

  /** The images; grows with each index. */
  List<ImageRecord> records() {
    return images;
  }

  /** The files that could not be read. */
  List<Problem> problems() {
    return problems;
  }

  /** The shares of colors of an image. */
  Map<String, Double> colors(long image) {
    return colors.get(image);
  }

  /** The images of files and folders. */
  static List<Path> files(List<Path> paths) {
    return paths.stream()
        .flatMap(
            path ->
                Files.isRegularFile(path)
                    ? Stream.of(path)
                    : ImageFiles.list(path).stream().map(path::resolve))
        .toList();
  }

  /** Adds the images of files and folders. */
  Job<IndexReport> index(List<Path> paths) {
    return new Job<>() {
      @Override
      public IndexReport run(JobContext context) {
        List<Path> files = files(paths);
        List<Problem> refused = new ArrayList<>();
        int added = 0;
        for (int i = 0; i < files.size(); i++) {
          context.checkCancelled();
          context.onProgress(
              ProgressStage.IMAGES, i, files.size(), files.get(i).getFileName().toString());
          try {
            add(files.get(i));
            added++;
          } catch (KamclException e) {
            refused.add(e.problem(files.get(i)));
          }
        }
        problems.addAll(refused);
        return new IndexReport(added, 0, 0, List.of(), refused, List.of());
      }
    };
  }

  private synchronized void add(Path file) {
    RgbImage image = ImageDecoder.decode(file);
    long id = colors.size() + 1L;
    images.add(ColorImages.record(id, file, image));
    colors.put(id, ColorImages.shares(image));
  }

  @Override
  public ArgbImage thumbnail(ImageRecord image, int side) {
    if (!Files.exists(image.file())) {
      throw new KamclException(LegacyError.SENTENCE, "The file " + image.file() + " is gone.");
    }
    RgbImage full = ImageDecoder.decode(image.file());
    return ColorImages.scaled(full, side);
  }
}
