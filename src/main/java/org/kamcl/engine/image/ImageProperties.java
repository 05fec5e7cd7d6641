package org.kamcl.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;

/**
 * What the header of an image file says.
 *
 * @param width columns as stored
 * @param height rows as stored
 * @param bands number of bands, alpha included; 0 if the header does not say it
 */
public record ImageProperties(int width, int height, int bands) {

  /**
   * Reads the header of a file.
   *
   * @throws KamclException if the file is missing, damaged or has another format
   */
  public static ImageProperties read(Path file) {
    if (!Files.isReadable(file)) {
      throw new KamclException(ImageError.FILE_UNREADABLE, file);
    }
    RegularFiles.check(file);
    ImageReader reader = null;
    try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
      ImageInputStream in = BmpNormalizer.normalized(stream, file.toString());
      reader = ImageDecoder.readerOf(in, file.toString());
      boolean jpeg = reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("jp");
      int components = jpeg ? JpegHeader.read(in).components().length : 0;
      in.seek(0);
      reader.setInput(in, true, true);
      int bands = jpeg ? components : bands(reader);
      return new ImageProperties(reader.getWidth(0), reader.getHeight(0), bands);
    } catch (IOException | RuntimeException e) {
      if (e instanceof KamclException known) {
        throw known;
      }
      throw new KamclException(e, ImageError.DAMAGED, file);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private static int bands(ImageReader reader) throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    if (raw == null) {
      Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
      raw = types.hasNext() ? types.next() : null;
    }
    // The colors of a palette, not its one band of indices, are what is trained on.
    return raw == null ? 0 : Math.max(raw.getNumBands(), raw.getNumComponents());
  }
}
