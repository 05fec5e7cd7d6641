package org.kamcl.explorer.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.TensorDataType;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/**
 * The three files of a part: {@code NAME.files.parquet}, {@code NAME.images.parquet}, and {@code
 * NAME.safetensors} with the tensors {@code vectors} (F32, images x dimension) and {@code concepts}
 * (U8, images x concepts), whose rows are the images in the order of the table.
 */
public final class PartFiles {
  private static final String FILES = ".files.parquet";
  private static final String IMAGES = ".images.parquet";
  private static final String TENSORS = ".safetensors";
  private static final String VECTORS = "vectors";
  private static final String CONCEPTS = "concepts";

  private PartFiles() {}

  /** The names of the files of a part; the second and third only if it has images. */
  public static List<String> names(String part, boolean images) {
    return images ? List.of(part + FILES, part + IMAGES, part + TENSORS) : List.of(part + FILES);
  }

  /**
   * Writes the files of a part.
   *
   * @param folder has no files of this name
   * @return their names
   * @throws IOException if one cannot be written
   */
  public static List<String> write(Path folder, String name, Part part) throws IOException {
    FileTable.write(folder.resolve(name + FILES), part.files());
    if (!part.images().isEmpty()) {
      ImageTable.write(folder.resolve(name + IMAGES), part.images());
      SafeTensors.write(folder.resolve(name + TENSORS), tensors(part.images()));
    }
    return names(name, !part.images().isEmpty());
  }

  private static WeightSet tensors(List<ImageRow> images) {
    int count = images.size();
    int dimension = images.get(0).vector().length;
    int concepts = images.get(0).concepts().length;
    float[] vectors = new float[count * dimension];
    byte[] strengths = new byte[count * concepts];
    for (int i = 0; i < count; i++) {
      System.arraycopy(images.get(i).vector(), 0, vectors, i * dimension, dimension);
      System.arraycopy(images.get(i).concepts(), 0, strengths, i * concepts, concepts);
    }
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    tensors.put(VECTORS, TensorData.ofFloats(vectors, count, dimension));
    tensors.put(
        CONCEPTS,
        new TensorData(
            TensorDataType.U8, new long[] {count, concepts}, ByteBuffer.wrap(strengths)));
    return new WeightSet(tensors, Map.of());
  }

  /**
   * Reads the files of a part, without its images.
   *
   * @throws KamclException with {@link BulkError#FILE_DAMAGED}
   */
  public static List<FileRow> readFiles(Path folder, String name) {
    Path file = folder.resolve(name + FILES);
    try {
      return FileTable.read(file);
    } catch (IOException | RuntimeException e) {
      throw damaged(file, e);
    }
  }

  /**
   * Reads the images of a part with their embeddings.
   *
   * @throws KamclException with {@link BulkError#FILE_DAMAGED}, or that of a damaged safetensors
   *     file
   */
  public static List<ImageRow> readImages(Path folder, String name) {
    Path table = folder.resolve(name + IMAGES);
    Path file = folder.resolve(name + TENSORS);
    List<ImageTable.Row> rows;
    try {
      rows = ImageTable.read(table);
    } catch (IOException | RuntimeException e) {
      throw damaged(table, e);
    }
    Map<String, TensorData> tensors = SafeTensors.read(file).tensors();
    TensorData vectors = tensors.get(VECTORS);
    TensorData concepts = tensors.get(CONCEPTS);
    if (vectors == null || concepts == null || !fits(vectors, rows) || !fits(concepts, rows)) {
      throw new KamclException(BulkError.FILE_DAMAGED, file, VECTORS + ", " + CONCEPTS);
    }
    int dimension = (int) vectors.shape()[1];
    int strengths = (int) concepts.shape()[1];
    float[] values = vectors.toFloats();
    ByteBuffer bytes = concepts.data();
    List<ImageRow> images = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      float[] vector = new float[dimension];
      System.arraycopy(values, i * dimension, vector, 0, dimension);
      byte[] own = new byte[strengths];
      bytes.get(i * strengths, own);
      images.add(new ImageRow(rows.get(i).uri(), rows.get(i).image(), vector, own));
    }
    return images;
  }

  private static boolean fits(TensorData tensor, List<ImageTable.Row> rows) {
    return tensor.shape().length == 2 && tensor.shape()[0] == rows.size();
  }

  private static KamclException damaged(Path file, Exception cause) {
    return new KamclException(
        cause,
        BulkError.FILE_DAMAGED,
        file,
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }
}
