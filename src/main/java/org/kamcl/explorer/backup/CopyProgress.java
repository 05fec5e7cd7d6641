package org.kamcl.explorer.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/** Copies and hashes the bytes of several files, and reports how far it is. */
final class CopyProgress {
  /** Bytes of a megabyte. */
  static final long MEGABYTE = 1L << 20;

  private static final int BUFFER = 1 << 17;

  private final JobContext context;
  private final long total;
  private long done;
  private long shown = -1;

  /**
   * @param total bytes that are read in all
   */
  CopyProgress(JobContext context, long total) {
    this.context = context;
    this.total = total;
  }

  /**
   * What was copied.
   *
   * @param size bytes
   * @param sha256 their hash, hexadecimal
   */
  record Copied(long size, String sha256) {}

  /**
   * Copies all bytes of a stream.
   *
   * @param name of the file, for display
   * @throws java.util.concurrent.CancellationException if the job is cancelled
   */
  Copied copy(InputStream in, OutputStream out, String name) throws IOException {
    DigestInputStream hashed = new DigestInputStream(in, sha256());
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int read = hashed.read(buffer); read >= 0; read = hashed.read(buffer)) {
      context.checkCancelled();
      out.write(buffer, 0, read);
      size += read;
      advance(read, name);
    }
    return new Copied(size, HexFormat.of().formatHex(hashed.getMessageDigest().digest()));
  }

  /** Hashes all bytes of a stream. */
  Copied hash(InputStream in, String name) throws IOException {
    return copy(in, OutputStream.nullOutputStream(), name);
  }

  /** Counts bytes that others copied. */
  void advance(long bytes, String name) {
    done += bytes;
    long megabytes = done / MEGABYTE;
    if (megabytes != shown) {
      shown = megabytes;
      // Files may grow while they are copied.
      context.onProgress(
          ProgressStage.MEGABYTES, megabytes, Math.max(megabytes, megabytes(total)), name);
    }
  }

  /** Megabytes, rounded up. */
  static long megabytes(long bytes) {
    return (bytes + MEGABYTE - 1) / MEGABYTE;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
