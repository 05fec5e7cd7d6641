package org.kamcl.explorer.imagery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A format that the program knows by name only: its files are refused with the name of the format.
 * A {@link org.kamcl.explorer.imagery.spi.RasterReader} for one of them takes precedence.
 *
 * @param formatName as people know it
 * @param head whether the first bytes, one character each, are those of the format
 * @param extensions that belong to this format alone
 */
record UnsupportedFormat(String formatName, Predicate<String> head, List<String> extensions) {
  private static final List<UnsupportedFormat> ALL =
      List.of(
          of("ERDAS Imagine", h -> h.startsWith("EHFA_HEADER_TAG"), "img"),
          of("VRT", h -> h.stripLeading().startsWith("<VRTDataset"), "vrt"),
          of("MrSID", h -> h.startsWith("msid"), "sid"),
          of("ECW", h -> false, "ecw"),
          of("NITF", h -> h.startsWith("NITF") || h.startsWith("NSIF"), "ntf", "nitf"),
          of("HDF", h -> h.startsWith("\u0089HDF") || h.startsWith("\u000e\u0003\u0013\u0001")),
          of("netCDF", h -> h.startsWith("CDF")),
          of("GRIB", h -> h.startsWith("GRIB")),
          of("PDF", h -> h.startsWith("%PDF")),
          of("Photoshop", h -> h.startsWith("8BPS")),
          of("HEIF or AVIF", h -> h.startsWith("ftyp", 4)),
          of("JPEG XL", h -> h.startsWith("JXL", 4) || h.startsWith("\u00ff\n")),
          of("ZIP or gzip", h -> h.startsWith("PK\u0003\u0004") || h.startsWith("\u001f\u008b")),
          of("BSB nautical chart", h -> h.startsWith("NOS/"), "kap"),
          of("GeoPackage or MBTiles", h -> h.startsWith("SQLite format 3")),
          of("PCIDSK", h -> h.startsWith("PCIDSK")),
          of("Esri ASCII grid", h -> h.toLowerCase(Locale.ROOT).startsWith("ncols")),
          of("Surfer grid", h -> h.matches("(?s)DS[ABR][AB].*")),
          of("PNM", h -> h.matches("(?s)P[1-6].+")));

  /** Formats whose files are not recognized by their first bytes alone. */
  private static final List<String> BY_EXTENSION = List.of("ecw", "kap");

  private static UnsupportedFormat of(
      String formatName, Predicate<String> head, String... extensions) {
    return new UnsupportedFormat(formatName, head, List.of(extensions));
  }

  /** The format of a file by its first bytes, else by its extension. */
  static Optional<UnsupportedFormat> find(Path file, byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(format -> format.head.test(text))
        .findFirst()
        .or(
            () ->
                BY_EXTENSION.stream()
                    .filter(extension -> name.endsWith("." + extension))
                    .findFirst()
                    .flatMap(UnsupportedFormat::withExtension));
  }

  private static Optional<UnsupportedFormat> withExtension(String extension) {
    return ALL.stream().filter(format -> format.extensions.contains(extension)).findFirst();
  }

  /** Extensions of all these formats. */
  static Stream<String> allExtensions() {
    return ALL.stream().flatMap(format -> format.extensions.stream());
  }
}
