package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.DerivedFiles;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with the embeddings of a model, read in one pass. It can be recreated from the catalog at
 * any time: a file that is missing or damaged is ignored, and so is one whose version the catalog
 * does not hold.
 *
 * <p>Little-endian. A header of 128 bytes: magic, version of the embeddings (int64), dimension,
 * count, concepts (int32), model hash (64 bytes), zeros, and as its last 4 bytes the checksum
 * (CRC32C, int32) of everything after the header and of the header before it. Then the ids (int64),
 * the concept rows, and the blocks of {@link FlatIndex} (float32).
 */
final class EmbeddingCacheFile {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCacheFile.class);
  private static final long MAGIC = 0x34304345564d414bL;
  private static final int HEADER = 128;
  private static final int HASH = 64;
  private static final int CHECKSUM_AT = HEADER - Integer.BYTES;

  private EmbeddingCacheFile() {}

  /** The cache file of a model beside a catalog. */
  static Path pathFor(Path catalog, ModelId model) {
    String hash = Integer.toHexString(Arrays.hashCode(hash(model)));
    return DerivedFiles.embeddings(catalog, hash);
  }

  private static byte[] hash(ModelId model) {
    return Arrays.copyOf(model.hash().getBytes(StandardCharsets.UTF_8), HASH);
  }

  /** What a file holds; empty where it is of no use. */
  static Optional<EmbeddingSnapshot> read(
      Path file, ModelId model, int dimension, ParallelExecutor parallelExecutor) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = RegularFiles.channel(file)) {
      long size = channel.size();
      if (size < HEADER) {
        return Optional.empty();
      }
      ByteBuffer header = map(channel, 0, HEADER);
      boolean known = header.getLong() == MAGIC;
      long version = header.getLong();
      int values = header.getInt();
      int count = header.getInt();
      int concepts = header.getInt();
      byte[] hash = new byte[HASH];
      header.get(hash);
      int checksum = header.getInt(CHECKSUM_AT);
      if (!known
          || values != dimension
          || count < 0
          || concepts < 0
          || !Arrays.equals(hash, hash(model))
          || size != length(dimension, count, concepts)) {
        return Optional.empty();
      }
      CRC32C sum = new CRC32C();
      long[] ids = new long[count];
      long at = HEADER;
      checksummed(map(channel, at, (long) count * Long.BYTES), sum).asLongBuffer().get(ids);
      at += (long) count * Long.BYTES;
      ConceptRows rows = new ConceptRows(List.of());
      byte[] row = new byte[concepts];
      for (int from = 0; from < count; from += FlatIndex.BLOCK_SIZE) {
        int part = Math.min(FlatIndex.BLOCK_SIZE, count - from);
        ByteBuffer bytes = checksummed(map(channel, at, (long) part * concepts), sum);
        for (int i = 0; i < part; i++) {
          bytes.get(row);
          rows.add(row);
        }
        at += (long) part * concepts;
      }
      List<float[][]> blocks = new ArrayList<>();
      long length = FlatIndex.blockLength(dimension) * Float.BYTES;
      for (int from = 0; from < count; from += FlatIndex.BLOCK_SIZE) {
        FloatBuffer floats = checksummed(map(channel, at, length), sum).asFloatBuffer();
        float[][] block = FlatIndex.block(dimension);
        for (float[] run : block) {
          floats.get(run);
        }
        blocks.add(block);
        at += length;
      }
      sum.update(header.position(0).limit(CHECKSUM_AT));
      if ((int) sum.getValue() != checksum) {
        LOG.warn("The file {} is damaged; the catalog is read instead.", file);
        return Optional.empty();
      }
      return Optional.of(
          new EmbeddingSnapshot(
              model,
              version,
              FlatIndex.of(dimension, ids, blocks, parallelExecutor),
              rows.list(),
              List.of()));
    } catch (IOException e) {
      LOG.warn("The file {} cannot be read; the catalog is read instead: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static long length(int dimension, int count, int concepts) {
    long blocks = (count + FlatIndex.BLOCK_SIZE - 1L) / FlatIndex.BLOCK_SIZE;
    return HEADER
        + (long) count * (Long.BYTES + concepts)
        + blocks * FlatIndex.blockLength(dimension) * Float.BYTES;
  }

  private static ByteBuffer map(FileChannel channel, long from, long length) throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, from, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer checksummed(ByteBuffer bytes, CRC32C sum) {
    sum.update(bytes.duplicate());
    return bytes;
  }

  /** Writes a file; who reads the old one meanwhile is not disturbed. */
  static void write(Path file, EmbeddingSnapshot embeddingSnapshot) {
    Path fresh = TemporaryName.beside(file);
    try {
      PrivateFiles.createFile(fresh);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        write(channel, embeddingSnapshot);
        channel.force(true);
      }
      TemporaryName.publish(fresh, file);
    } catch (IOException e) {
      // It only saves time at the next start.
      LOG.debug("The vectors are not kept in {}", file, e);
    } finally {
      drop(fresh);
    }
  }

  private static void drop(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      LOG.debug("The file {} stays", fresh, e);
    }
  }

  private static void write(FileChannel channel, EmbeddingSnapshot embeddingSnapshot)
      throws IOException {
    FlatIndex index = embeddingSnapshot.index();
    int count = index.size();
    int concepts = count == 0 ? 0 : embeddingSnapshot.concepts().get(0).length;
    CRC32C sum = new CRC32C();
    channel.position(HEADER);
    ByteBuffer ids = buffer(count * Long.BYTES);
    for (int i = 0; i < count; i++) {
      ids.putLong(index.id(i));
    }
    put(channel, ids.flip(), sum);
    for (int from = 0; from < count; from += FlatIndex.BLOCK_SIZE) {
      int part = Math.min(FlatIndex.BLOCK_SIZE, count - from);
      ByteBuffer rows = buffer(part * concepts);
      for (int i = 0; i < part; i++) {
        rows.put(embeddingSnapshot.concepts().get(from + i));
      }
      put(channel, rows.flip(), sum);
    }
    for (float[][] block : index.blocks()) {
      for (float[] run : block) {
        ByteBuffer bytes = buffer(run.length * Float.BYTES);
        bytes.asFloatBuffer().put(run);
        put(channel, bytes, sum);
      }
    }
    ByteBuffer header = buffer(HEADER);
    header.putLong(MAGIC).putLong(embeddingSnapshot.version());
    header.putInt(index.dimension()).putInt(count).putInt(concepts);
    header.put(hash(embeddingSnapshot.model()));
    sum.update(header.duplicate().position(0).limit(CHECKSUM_AT));
    header.putInt(CHECKSUM_AT, (int) sum.getValue());
    channel.position(0);
    header.clear();
    while (header.hasRemaining()) {
      channel.write(header);
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(FileChannel channel, ByteBuffer bytes, CRC32C sum) throws IOException {
    sum.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
