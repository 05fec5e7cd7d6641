package org.kamcl.explorer.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.kamcl.error.KamclException;

/** Sends the folder of a model to all executors. Spark sends archives, which it unpacks. */
final class ModelArchive {
  private ModelArchive() {}

  /**
   * Sends a model; executors find its folder under its name among the files of Spark.
   *
   * @param temporary a folder for the archive, which Spark reads until it ends
   * @throws KamclException if a file cannot be read or the archive cannot be written
   */
  static void send(JavaSparkContext spark, Path folder, String name, Path temporary) {
    Path archive = temporary.resolve("model.zip");
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      try (OutputStream out = Files.newOutputStream(archive);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        // Weights do not get smaller.
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (Path file : files) {
          zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    } catch (IOException e) {
      throw new KamclException(e, SparkError.STORE_FAILED, archive, String.valueOf(e.getMessage()));
    }
    spark.sc().addArchive(archive.toUri() + "#" + name);
  }
}
