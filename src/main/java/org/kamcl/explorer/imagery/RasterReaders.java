package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.file.PlaceholderFiles;
import org.kamcl.file.RegularFiles;

/**
 * The raster formats that the program reads: the one list from which the indexer, drag and drop,
 * the file chooser, messages and the table in the user guide derive. All readers are found with
 * {@link ServiceLoader}, those of the program and those of other jars alike. Any number of threads
 * may use it.
 */
public final class RasterReaders {
  private final List<RasterReader> readers;
  private final Set<String> extensions;

  /**
   * @param readers of which an earlier one is preferred at equal support
   */
  RasterReaders(List<RasterReader> readers) {
    this.readers = List.copyOf(readers);
    this.extensions =
        Stream.concat(
                readers.stream().flatMap(reader -> reader.extensions().stream()),
                UnsupportedFormat.allExtensions())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The readers on the class path, with empty caches. */
  public static RasterReaders load() {
    List<RasterReader> found = new ArrayList<>();
    ServiceLoader.load(RasterReader.class, RasterReaders.class.getClassLoader())
        .forEach(found::add);
    return new RasterReaders(found);
  }

  /** Names and extensions of the formats that are read, in the order of preference. */
  public List<ImageFormat> formats() {
    return readers.stream()
        .map(reader -> new ImageFormat(reader.formatName(), reader.extensions()))
        .toList();
  }

  /**
   * Whether a file has the extension of a raster. Includes well-known formats that are not read, so
   * that they are reported instead of passed over.
   */
  public boolean hasRasterExtension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 && extensions.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** The pixel version of the format that usually has a file's extension; 1 for an unknown one. */
  int pixelVersionByName(Path file) {
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return readers.stream()
        .filter(reader -> reader.extensions().contains(extension))
        .findFirst()
        .map(RasterReader::pixelVersion)
        .orElse(1);
  }

  /**
   * The reader with the best support for a file, by its content: extensions are often wrong.
   *
   * @throws KamclException if the file is missing, empty, or of a format that is not read
   */
  public RasterReader forFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new KamclException(RasterError.IS_FOLDER, file);
    }
    byte[] head;
    try (InputStream in = RegularFiles.open(file)) {
      head = in.readNBytes(RasterReader.HEAD_BYTES);
    } catch (IOException e) {
      throw new KamclException(e, RasterError.FILE_MISSING, file);
    }
    if (head.length == 0) {
      throw new KamclException(RasterError.FILE_EMPTY, file);
    }
    RasterReader best = null;
    SupportLevel bestLevel = SupportLevel.NONE;
    for (RasterReader reader : readers) {
      SupportLevel level = reader.supportLevel(file, head);
      if (level.compareTo(bestLevel) > 0) {
        best = reader;
        bestLevel = level;
      }
    }
    if (bestLevel.compareTo(SupportLevel.RECOGNIZED) > 0) {
      return best;
    }
    String name =
        best == null
            ? UnsupportedFormat.find(file, head).map(UnsupportedFormat::formatName).orElse("")
            : best.formatName();
    PlaceholderFiles.check(file);
    throw name.isEmpty()
        ? new KamclException(
            RasterError.FORMAT_UNKNOWN, file, formats().stream().map(ImageFormat::name).toList())
        : new KamclException(RasterError.FORMAT_UNSUPPORTED, file, name);
  }

  /**
   * The error of a file that a reader could not read.
   *
   * @param e an {@link IOException}, {@link KamclException}, {@link OutOfMemoryError} or {@link
   *     StackOverflowError}
   * @return {@code e} itself if it names the file already
   */
  static KamclException readError(Path file, Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return new KamclException(e, RasterError.OUT_OF_MEMORY, file);
    }
    if (e instanceof KamclException known) {
      return names(known, file)
          ? known
          : new KamclException(known, RasterError.UNREADABLE, file, known.problem());
    }
    return new KamclException(e, RasterError.DAMAGED, file);
  }

  private static boolean names(KamclException e, Path file) {
    return e.arguments().stream().anyMatch(a -> String.valueOf(a).contains(file.toString()));
  }
}
