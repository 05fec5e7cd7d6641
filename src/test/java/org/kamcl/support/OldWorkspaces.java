package org.kamcl.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Workspaces as earlier versions of the program left them, one for each schema of the catalog. */
public final class OldWorkspaces {
  private static final String FOLDER = "/org/kamcl/explorer/workspaces/";

  private OldWorkspaces() {}

  /** Name of the resource with the workspace of a schema. */
  public static String name(int schema) {
    return String.format(java.util.Locale.ROOT, "schema-%02d.zip", schema);
  }

  /** Whether there is a workspace of a schema. */
  public static boolean has(int schema) {
    return OldWorkspaces.class.getResource(FOLDER + name(schema)) != null;
  }

  /**
   * Unpacks the workspace of a schema.
   *
   * @param folder created if it is missing
   */
  public static Path unpack(int schema, Path folder) throws IOException {
    try (InputStream in = OldWorkspaces.class.getResourceAsStream(FOLDER + name(schema));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return folder;
  }
}
