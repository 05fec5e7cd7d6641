package org.kamcl.explorer.context;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExampleImages;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.imagery.PngImageWriter;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.TemporaryName;

/** Example images as PNG files in the workspace, named by their pixels. */
final class ExampleImageFolder implements ExampleImages {
  private static final int NAME_BYTES = 8;

  private final Path folder;

  /**
   * @param folder created by the first image
   */
  ExampleImageFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Path keep(ArgbImage image) {
    Path file = folder.resolve(name(image)).toAbsolutePath();
    try {
      PrivateFiles.createFolders(folder);
      // Also where it exists: the file may be damaged. Another process must not read half of it.
      Path part = TemporaryName.beside(file);
      PngImageWriter.write(image, part);
      TemporaryName.publish(part, file);
      return file;
    } catch (IOException e) {
      throw new KamclException(e, ContextError.EXAMPLE_NOT_KEPT, file);
    }
  }

  private static String name(ArgbImage image) {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(4 * (image.argb().length + 1));
      bytes.putInt(image.width());
      for (int pixel : image.argb()) {
        bytes.putInt(pixel);
      }
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return "pasted-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES) + ".png";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
