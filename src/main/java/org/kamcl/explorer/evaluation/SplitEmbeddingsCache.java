package org.kamcl.explorer.evaluation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the embeddings of splits, one file for each model and split, readable by their owner only.
 * A file that is missing, damaged or of another model or split is made again; the files that were
 * used longest ago are deleted when all together exceed a limit.
 *
 * <p>Big-endian: magic (int64), key (32 bytes), number of images (int32), a byte for each of them
 * (1 for readable), dimension, number of concepts and of captions (int32), concepts (UTF-8 with
 * length, and a byte for visual ones), vectors and strengths of the images, vectors of the captions
 * (float32), and the CRC32C of everything before (int32).
 */
final class SplitEmbeddingsCache {
  private static final Logger LOG = LoggerFactory.getLogger(SplitEmbeddingsCache.class);
  private static final long MAGIC = 0x4b414d434c455631L;
  private static final String ENDING = ".embeddings";
  private static final long MAX_BYTES = 1L << 30;

  private final Path folder;
  private final long maxBytes;

  /**
   * @param folder is created with the first file
   */
  SplitEmbeddingsCache(Path folder) {
    this(folder, MAX_BYTES);
  }

  /**
   * @param maxBytes size of all files from which the oldest are deleted; the newest one is kept
   */
  SplitEmbeddingsCache(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** Identifies what a model makes of a split. */
  static String key(String modelHash, int imageSize, String corpusHash) {
    String text = String.join("\n", modelHash, Integer.toString(imageSize), corpusHash);
    return HexFormat.of()
        .formatHex(CorpusHash.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path file(String key) {
    return folder.resolve(key + ENDING);
  }

  /** What is kept under a key; empty if nothing is, or it cannot be used. */
  Optional<SplitEmbeddings> read(String key) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    CheckedInputStream checked;
    try (DataInputStream in =
        new DataInputStream(
            checked =
                new CheckedInputStream(
                    new BufferedInputStream(RegularFiles.open(file)), new CRC32C()))) {
      SplitEmbeddings found = read(in, key, Files.size(file));
      int sum = (int) checked.getChecksum().getValue();
      if (in.readInt() != sum || in.read() >= 0) {
        throw new IOException("checksum or length");
      }
      touch(file);
      return Optional.of(found);
    } catch (IOException e) {
      LOG.warn("The embeddings in {} are damaged and made again: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static SplitEmbeddings read(DataInputStream in, String key, long size)
      throws IOException {
    byte[] own = new byte[key.length() / 2];
    if (in.readLong() != MAGIC) {
      throw new IOException("magic");
    }
    in.readFully(own);
    if (!HexFormat.of().formatHex(own).equals(key)) {
      throw new IOException("key");
    }
    int all = count(in, size);
    boolean[] readable = new boolean[all];
    int images = 0;
    for (int i = 0; i < all; i++) {
      readable[i] = in.readBoolean();
      images += readable[i] ? 1 : 0;
    }
    int dimension = count(in, size);
    int concepts = count(in, size);
    int captions = count(in, size);
    long floats = (long) images * (dimension + (long) concepts) + (long) captions * dimension;
    if (floats * Float.BYTES > size) {
      throw new IOException("length");
    }
    List<String> names = new ArrayList<>(concepts);
    boolean[] visual = new boolean[concepts];
    for (int c = 0; c < concepts; c++) {
      names.add(in.readUTF());
      visual[c] = in.readBoolean();
    }
    return new SplitEmbeddings(
        readable,
        rows(in, images, dimension),
        rows(in, images, concepts),
        rows(in, captions, dimension),
        List.copyOf(names),
        visual);
  }

  /** A number of things of at least one byte each; a damaged one must not exhaust the memory. */
  private static int count(DataInputStream in, long size) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > size) {
      throw new IOException("count " + count);
    }
    return count;
  }

  private static float[][] rows(DataInputStream in, int count, int width) throws IOException {
    float[][] rows = new float[count][width];
    byte[] bytes = new byte[width * Float.BYTES];
    for (float[] row : rows) {
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(row);
    }
    return rows;
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      LOG.debug("The time of {} cannot be set", file, e);
    }
  }

  /** Keeps embeddings; if they cannot be written, they are computed again the next time. */
  void write(String key, SplitEmbeddings embeddings) {
    Path file = file(key);
    Path part = TemporaryName.beside(file);
    try {
      PrivateFiles.createFolders(folder);
      PrivateFiles.createFile(part);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        DataOutputStream data = new DataOutputStream(checked);
        write(data, key, embeddings);
        data.writeInt((int) checked.getChecksum().getValue());
      }
      TemporaryName.publish(part, file);
      removeOldest(file);
    } catch (IOException e) {
      LOG.warn("The embeddings are not kept in {}: {}", file, e.toString());
    } finally {
      delete(part);
    }
  }

  private static void write(DataOutputStream out, String key, SplitEmbeddings all)
      throws IOException {
    out.writeLong(MAGIC);
    out.write(HexFormat.of().parseHex(key));
    out.writeInt(all.readable().length);
    for (boolean readable : all.readable()) {
      out.writeBoolean(readable);
    }
    out.writeInt(all.images()[0].length);
    out.writeInt(all.conceptNames().size());
    out.writeInt(all.captions().length);
    for (int c = 0; c < all.conceptNames().size(); c++) {
      out.writeUTF(all.conceptNames().get(c));
      out.writeBoolean(all.visual()[c]);
    }
    for (float[][] rows : List.of(all.images(), all.concepts(), all.captions())) {
      for (float[] row : rows) {
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
        bytes.asFloatBuffer().put(row);
        out.write(bytes.array());
      }
    }
  }

  /** A file that may be deleted. */
  private record Kept(Path file, long bytes, FileTime used) {}

  private void removeOldest(Path newest) throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
        if (!file.equals(newest)) {
          kept.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
        }
      }
    }
    kept.sort(Comparator.comparing(Kept::used).reversed());
    long bytes = Files.size(newest);
    for (Kept file : kept) {
      bytes += file.bytes;
      if (bytes > maxBytes) {
        delete(Objects.requireNonNull(file.file));
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("The file {} stays", file, e);
    }
  }
}
