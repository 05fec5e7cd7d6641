package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.imagery.tiff.TiffFile;

/** What a file is by its first bytes, for names lie. */
enum RasterFormat {
  TIFF,
  JPEG,
  PNG,
  BMP,
  GIF,
  WEBP,
  JPEG_2000;

  /** Endings of the names of rasters, also of those that are refused in words. */
  private static final Set<String> ENDINGS =
      Set.of(
          "jpg", "jpeg", "jpe", "png", "bmp", "gif", "tif", "tiff", "gtiff", "btf", "webp", "jp2",
          "j2k", "jpx", "jpc", "j2c", "jpf", "img", "vrt", "ecw", "sid", "kap", "ntf", "nitf");

  private static final int HEAD = 64;

  /** Whether a file is looked at in a folder, by the ending of its name. */
  static boolean isNamedLikeOne(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * The kind of a file.
   *
   * @throws ExplorerException if it is missing, empty, or of a kind that is not read
   */
  static RasterFormat of(Path file) {
    byte[] head;
    if (Files.isDirectory(file)) {
      throw new ExplorerException(file + " is a folder: name an image file.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    } catch (IOException e) {
      throw new ExplorerException("The image " + file + " is missing or may not be read.", e);
    }
    if (head.length == 0) {
      throw new ExplorerException("The image " + file + " is empty: replace the file.");
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (TiffFile.isTiff(head)) {
      return TIFF;
    } else if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return JPEG;
    } else if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return PNG;
    } else if (text.startsWith("BM")) {
      return BMP;
    } else if (text.startsWith("GIF8")) {
      return GIF;
    } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return WEBP;
    } else if (text.startsWith("\0\0\0\fjP  \r\n\u0087\n") || text.startsWith("\u00ffO\u00ffQ")) {
      return JPEG_2000;
    }
    throw new ExplorerException("The file " + file + " " + refusal(text, file));
  }

  private static String refusal(String head, Path file) {
    String name = known(head, String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT));
    return name.isEmpty()
        ? "is no image that is read (GeoTIFF, JPEG, PNG, BMP, GIF, WebP, JPEG 2000): convert or remove"
            + " it."
        : "is " + name + ", which is not read: convert it to GeoTIFF.";
  }

  private static String known(String head, String name) {
    if (head.startsWith("EHFA_HEADER_TAG")) {
      return "an Erdas Imagine raster";
    } else if (head.stripLeading().startsWith("<VRTDataset")) {
      return "a virtual raster (VRT)";
    } else if (head.startsWith("msid")) {
      return "a MrSID image";
    } else if (head.startsWith("NITF") || head.startsWith("NSIF")) {
      return "a NITF image";
    } else if (head.startsWith("\u0089HDF") || head.startsWith("\u000e\u0003\u0013\u0001")) {
      return "an HDF file";
    } else if (head.startsWith("CDF")) {
      return "a netCDF file";
    } else if (head.startsWith("GRIB")) {
      return "a GRIB file";
    } else if (head.startsWith("%PDF")) {
      return "a PDF document";
    } else if (head.startsWith("8BPS")) {
      return "a Photoshop image";
    } else if (head.startsWith("ftyp", 4)) {
      return "a HEIF or AVIF image";
    } else if (head.startsWith("JXL", 4) || head.startsWith("\u00ff\n")) {
      return "a JPEG XL image";
    } else if (head.startsWith("PK\u0003\u0004") || head.startsWith("\u001f\u008b")) {
      return "a packed archive";
    } else if (head.startsWith("NOS/") || name.endsWith(".kap")) {
      return "a BSB chart";
    } else if (head.startsWith("SQLite format 3")) {
      return "a database (GeoPackage, MBTiles)";
    } else if (head.startsWith("PCIDSK")) {
      return "a PCIDSK raster";
    } else if (head.toLowerCase(Locale.ROOT).startsWith("ncols")) {
      return "an ASCII grid";
    } else if (head.startsWith("DSAA") || head.startsWith("DSBB") || head.startsWith("DSRB")) {
      return "a Surfer grid";
    } else if (head.startsWith("P") && head.length() > 2 && "123456".indexOf(head.charAt(1)) >= 0) {
      return "a PNM image";
    } else if (name.endsWith(".ecw")) {
      return "an ECW image";
    }
    return "";
  }
}
