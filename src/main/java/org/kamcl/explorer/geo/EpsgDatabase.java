package org.kamcl.explorer.geo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.geotools.referencing.factory.epsg.hsql.ThreadedHsqlEpsgFactory;
import org.kamcl.file.UnpackedFiles;

/**
 * GeoTools' EPSG database in the user's cache. Left alone, GeoTools unpacks it into a folder of the
 * temporary folder that every user knows, and trusts what it finds there: another user's copy would
 * move all scenes.
 */
final class EpsgDatabase {
  private static final String FOLDER = ThreadedHsqlEpsgFactory.DIRECTORY_KEY;

  /** GeoTools unpacks the database again if this file is missing. */
  private static final String MARKER = "EPSG_creation_marker.txt";

  private EpsgDatabase() {}

  /**
   * Unpacks the database, if necessary; call it before anything that may look up a code.
   *
   * @throws org.kamcl.error.KamclException if the cache folder cannot be used
   */
  static void prepare() {
    if (System.getProperty(FOLDER) == null) {
      String version = ThreadedHsqlEpsgFactory.VERSION.toString();
      System.setProperty(
          FOLDER,
          UnpackedFiles.provide("epsg-" + version, writer -> unpack("v" + version, writer))
              .toString());
    }
  }

  private static void unpack(String folder, UnpackedFiles.Writer writer) throws IOException {
    try (InputStream in = ThreadedHsqlEpsgFactory.class.getResourceAsStream("EPSG.zip")) {
      if (in == null) {
        throw new NoSuchFileException("EPSG.zip");
      }
      ZipInputStream zip = new ZipInputStream(in);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        writer.write(folder + "/" + entry.getName(), zip);
      }
    }
    writer.write(folder + "/" + MARKER, new ByteArrayInputStream(new byte[0]));
  }
}
