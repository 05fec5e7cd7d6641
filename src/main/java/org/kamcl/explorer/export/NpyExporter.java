package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.file.NpyHeader;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.RegularFiles;

/**
 * Embeddings as a float32 matrix in NumPy's format, with a table beside it ({@code NAME.npy.csv})
 * whose rows are those of the matrix. Hits without an embedding are in neither.
 */
final class NpyExporter implements HitExporter {
  private final CsvExporter table;
  private final ImageDetails details;

  NpyExporter(CsvExporter table, ImageDetails details) {
    this.table = table;
    this.details = details;
  }

  @Override
  public ExportFormat format() {
    return new ExportFormat("npy", ".npy", false, false);
  }

  @Override
  public void write(SearchResult result, Path target, Runnable safePoint) throws IOException {
    Path tableFile = target.resolveSibling(target.getFileName() + ".csv");
    RegularFiles.check(tableFile);
    if (Files.exists(tableFile) && !Files.exists(target)) {
      // The program chooses this name, so it may replace only the table of a matrix.
      throw new KamclException(ExportError.TABLE_EXISTS, tableFile, target);
    }
    OutputFiles.replaceFile(
        target,
        part -> {
          List<SearchHit> rows = writeMatrix(result, part, target, safePoint);
          SearchResult written =
              new SearchResult(
                  result.request(),
                  result.model(),
                  rows,
                  result.compared(),
                  result.candidates(),
                  result.unknownWords(),
                  result.duration());
          TextFileExporter.replace(
              tableFile,
              out -> {
                table.write(written, out);
                out.flush();
                if (Files.exists(target)) {
                  // A matrix never stands beside the table of another one.
                  Files.delete(target.toRealPath());
                }
              });
        });
  }

  /** Writes the matrix; returns the hits of its rows. */
  private List<SearchHit> writeMatrix(
      SearchResult result, Path part, Path target, Runnable safePoint) throws IOException {
    List<SearchHit> rows = new ArrayList<>();
    int[] columns = {0};
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.position(NpyHeader.LENGTH);
      HitEmbeddings.forEach(
          result.hits(),
          details,
          safePoint,
          (hit, embedding) -> {
            if (embedding != null) {
              columns[0] = embedding.length;
              rows.add(hit);
              write(channel, bytes(embedding));
            }
          });
      if (rows.isEmpty()) {
        throw new KamclException(ExportError.NO_EMBEDDINGS, target);
      }
      channel.position(0);
      write(channel, ByteBuffer.wrap(NpyHeader.of(rows.size(), columns[0])));
    }
    return rows;
  }

  private static ByteBuffer bytes(float[] embedding) {
    ByteBuffer row =
        ByteBuffer.allocate(embedding.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    row.asFloatBuffer().put(embedding);
    return row;
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
