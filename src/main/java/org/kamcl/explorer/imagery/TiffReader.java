package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kamcl.engine.image.DecodableFormat;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.ChunkCache;
import org.kamcl.explorer.imagery.tiff.SpillFile;
import org.kamcl.explorer.imagery.tiff.TiffFile;
import org.kamcl.explorer.imagery.tiff.TiffLayout;
import org.kamcl.file.RegularFiles;

/**
 * TIFF, BigTIFF and GeoTIFF, with the mask file that GDAL may write beside them. Caches the
 * structure, the decoded chunks and the spill files of the files that were read last.
 */
public final class TiffReader implements RasterReader {
  private static final List<String> EXTENSIONS =
      Stream.concat(DecodableFormat.TIFF.extensions().stream(), Stream.of("gtiff", "btf")).toList();

  private static final long CACHE_BYTES = 48L << 20;
  private static final int MAX_STRUCTURES = 16;
  private static final int MAX_SPILL_FILES = 2;

  private final ChunkCache chunks = new ChunkCache(CACHE_BYTES);
  private final Map<FileState, TiffStructure> structures = new LruMap<>(MAX_STRUCTURES);
  private final Map<FileState, SpillFile> spillFiles = new LruMap<>(MAX_SPILL_FILES);

  @Override
  public String formatName() {
    return "GeoTIFF";
  }

  @Override
  public List<String> extensions() {
    return EXTENSIONS;
  }

  /** 2: no-data values that are not declared, infinite values, inverted samples of 9 to 16 bits. */
  @Override
  public int pixelVersion() {
    return 2;
  }

  @Override
  public SupportLevel supportLevel(Path file, byte[] head) {
    return TiffFile.isTiff(head) ? SupportLevel.FULL : SupportLevel.NONE;
  }

  @Override
  public RasterInfo inspect(Path file) throws IOException {
    TiffStructure structure = structure(file);
    return mask(file).isPresent() ? structure.maskedInfo() : structure.info();
  }

  @Override
  public RasterDataset open(Path file) throws IOException {
    Optional<Path> mask = mask(file);
    return mask.isPresent() ? masked(openTiff(file), mask.get()) : openTiff(file);
  }

  /** Where the mask of a file would be, as GDAL names it. */
  static Path maskPath(Path file) {
    return file.resolveSibling(file.getFileName() + ".msk");
  }

  /** Bytes of the mask file beside a file; 0 without one. */
  static long maskSize(Path file) {
    Path mask = maskPath(file);
    try {
      return Files.isRegularFile(mask) ? Files.size(mask) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private TiffStructure structure(Path file) throws IOException {
    FileState state = FileState.of(file);
    synchronized (structures) {
      TiffStructure known = structures.get(state);
      if (known == null) {
        try (FileChannel channel = RegularFiles.channel(file)) {
          known = TiffStructure.of(ByteSource.of(channel));
        }
        structures.put(state, known);
      }
      return known;
    }
  }

  private RasterDataset masked(RasterDataset dataset, Path mask) throws IOException {
    boolean opened = false;
    try {
      RasterDataset masked = new MaskedDataset(dataset, openTiff(mask));
      opened = true;
      return masked;
    } finally {
      if (!opened) {
        dataset.close();
      }
    }
  }

  private RasterDataset openTiff(Path file) throws IOException {
    TiffStructure structure = structure(file);
    FileState state = FileState.of(file);
    return new TiffDataset(file, structure, chunks, state, spillFile(file, structure, state));
  }

  /**
   * The mask beside a file. One that is damaged or of other dimensions is ignored.
   *
   * @throws IOException if the file itself cannot be read
   */
  private Optional<Path> mask(Path file) throws IOException {
    Path path = maskPath(file);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    TiffLayout layout = structure(file).layout();
    try {
      TiffLayout mask = structure(path).layout();
      boolean fits = mask.width() == layout.width() && mask.height() == layout.height();
      return fits ? Optional.of(path) : Optional.empty();
    } catch (IOException | KamclException e) {
      return Optional.empty();
    }
  }

  private SpillFile spillFile(Path file, TiffStructure structure, FileState state)
      throws IOException {
    if (!SpillFile.isNeeded(structure.layout())) {
      return null;
    }
    // Under the lock, so that the tiles of one scene do not decompress it all at once. A reader of
    // a spill file that is evicted keeps it open; the last one that releases it closes it.
    synchronized (spillFiles) {
      SpillFile known = spillFiles.get(state);
      if (known == null) {
        try (FileChannel channel = RegularFiles.channel(file)) {
          known =
              SpillFile.of(ByteSource.of(channel), structure.file().order(), structure.layout());
        }
        spillFiles.put(state, known);
      }
      return known;
    }
  }
}
