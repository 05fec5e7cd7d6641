package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.ChunkCache;
import org.kamcl.explorer.imagery.tiff.RasterException;
import org.kamcl.explorer.imagery.tiff.SpillFile;
import org.kamcl.explorer.imagery.tiff.TiffLayout;

/**
 * Opens rasters, and remembers of the last ones what it costs to find out. Any number of threads
 * may use it.
 */
final class DatasetOpener {
  private static final long CACHE_BYTES = 48L << 20;
  private static final int STRUCTURES = 16;
  private static final int SPILLS = 2;

  private final ChunkCache chunks = new ChunkCache(CACHE_BYTES);
  private final Map<FileState, TiffStructure> structures = lruMap(STRUCTURES);
  private final Map<FileState, SpillFile> spills = lruMap(SPILLS);

  /** Where a mask would be, as GDAL names it. */
  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".msk");
  }

  /** Bytes of the mask beside a file; 0 without one. */
  static long maskBytes(Path file) {
    Path mask = beside(file);
    try {
      return Files.isRegularFile(mask) ? Files.size(mask) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** A file as it was: another time, size or mask is another file. */
  record FileState(Path file, long modified, long size, long mask) {
    /**
     * @throws ExplorerException if the file is gone
     */
    static FileState of(Path file) {
      try {
        return new FileState(
            file, Files.getLastModifiedTime(file).toMillis(), Files.size(file), maskBytes(file));
      } catch (IOException e) {
        throw new ExplorerException("The image " + file + " is missing or may not be read.", e);
      }
    }
  }

  static <K, V> Map<K, V> lruMap(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /**
   * What the images of a TIFF file are.
   *
   * @throws IOException if it is damaged or of a kind that is not read
   */
  TiffStructure structure(Path file) throws IOException {
    FileState fileState = FileState.of(file);
    synchronized (structures) {
      TiffStructure known = structures.get(fileState);
      if (known == null) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          known = TiffStructure.of(ByteSource.of(channel));
        }
        structures.put(fileState, known);
      }
      return known;
    }
  }

  /**
   * Opens a raster whose pixels are read by windows.
   *
   * @throws IOException if it is damaged or of a kind that is not read
   */
  RasterDataset open(Path file, RasterFormat kind) throws IOException {
    return switch (kind) {
      case TIFF -> {
        Optional<Path> mask = mask(file);
        yield mask.isPresent() ? masked(tiff(file), mask.get()) : tiff(file);
      }
      case JPEG_2000 -> new Jp2Dataset(file);
      default -> new ImageIoDataset(file, kind, ImageHeader.read(file, kind));
    };
  }

  private RasterDataset masked(RasterDataset rasterDataset, Path mask) throws IOException {
    boolean good = false;
    try {
      RasterDataset masked = new MaskedDataset(rasterDataset, tiff(mask));
      good = true;
      return masked;
    } finally {
      if (!good) {
        rasterDataset.close();
      }
    }
  }

  private RasterDataset tiff(Path file) throws IOException {
    TiffStructure structure = structure(file);
    FileState fileState = FileState.of(file);
    return new TiffDataset(file, structure, chunks, fileState, spill(file, structure, fileState));
  }

  /**
   * The mask beside a TIFF file; one that is damaged or of another size hides nothing.
   *
   * @throws IOException if the TIFF file itself is damaged
   */
  Optional<Path> mask(Path file) throws IOException {
    Path beside = beside(file);
    if (!Files.isRegularFile(beside)) {
      return Optional.empty();
    }
    TiffLayout full = structure(file).layout();
    try {
      TiffLayout mask = structure(beside).layout();
      boolean fits = mask.width() == full.width() && mask.height() == full.height();
      return Optional.of(beside).filter(path -> fits);
    } catch (IOException | ExplorerException e) {
      return Optional.empty();
    }
  }

  private SpillFile spill(Path file, TiffStructure structure, FileState fileState)
      throws IOException {
    if (!SpillFile.isNeeded(structure.layout())) {
      return null;
    }
    // Under the lock, so that the windows of one scene do not unpack it all at once. Whoever still
    // reads from one that is forgotten keeps it open; the last one to let it go closes it.
    synchronized (spills) {
      SpillFile known = spills.get(fileState);
      if (known == null) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          known =
              SpillFile.of(ByteSource.of(channel), structure.file().order(), structure.layout());
        }
        spills.put(fileState, known);
      }
      return known;
    }
  }

  /** A sentence about a file that cannot be read. */
  static ExplorerException readError(Path file, Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return new ExplorerException(
          "The image "
              + file
              + " needs more memory than there is (or its header is damaged): save it with tiles, or"
              + " raise KAMCL_MEMORY.",
          e);
    }
    if (e instanceof RasterException) {
      return new ExplorerException("The image " + file + " " + e.getMessage() + ".", e);
    }
    return new ExplorerException(
        "The image " + file + " is damaged, or of a kind that is not read: replace it.", e);
  }
}
