package org.kamcl.explorer.geo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.kamcl.file.RegularFiles;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the sidecar files of an image: world files, {@code .prj} and {@code .aux.xml}. */
final class SidecarFiles {
  private static final long MAX_BYTES = 4 << 20;

  private SidecarFiles() {}

  /**
   * The content of an {@code .aux.xml} file.
   *
   * @param geoTransform six numbers, or empty
   * @param xform what ArcGIS states
   */
  record AuxXml(
      Optional<String> crs,
      double[] geoTransform,
      List<GroundControlPoints.Gcp> gcps,
      Optional<String> gcpCrs,
      Optional<GeodataXform> xform,
      OptionalDouble noData) {}

  private static Optional<String> text(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return Optional.of(decode(RegularFiles.readAllBytes(file)));
    } catch (IOException e) {
      // A sidecar file that cannot be read counts as missing.
      return Optional.empty();
    }
  }

  /** UTF-8 or UTF-16, with a byte order mark or without one; the first character is of ASCII. */
  private static String decode(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    if (first == 0xfeff || first == 0xfffe) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    if (bytes.length >= 2 && (bytes[0] == 0 ^ bytes[1] == 0)) {
      return new String(
          bytes, bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static Optional<String> beside(Path image, Iterable<String> extensions) {
    String name = String.valueOf(image.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    for (String extension : extensions) {
      for (String spelled :
          List.of(extension, extension.toUpperCase(Locale.ROOT), capital(extension))) {
        Optional<String> text = text(image.resolveSibling(stem + "." + spelled));
        if (text.isPresent()) {
          return text;
        }
      }
    }
    return Optional.empty();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** The geotransform of the world file; empty if there is none. */
  static Optional<double[]> worldFile(Path image) {
    String name = String.valueOf(image.getFileName()).toLowerCase(Locale.ROOT);
    String own = name.substring(name.lastIndexOf('.') + 1);
    Set<String> extensions = new LinkedHashSet<>();
    if (own.length() >= 2) {
      extensions.add("" + own.charAt(0) + own.charAt(own.length() - 1) + "w");
      extensions.add(own + "w");
    }
    extensions.add("wld");
    return beside(image, extensions).flatMap(SidecarFiles::worldFile);
  }

  private static Optional<double[]> worldFile(String text) {
    double[] w = numbers(text.strip().split("\\s+"));
    if (w.length < 6) {
      return Optional.empty();
    }
    // The last two numbers are the center of the first pixel.
    return Optional.of(
        new double[] {
          w[4] - w[0] / 2 - w[2] / 2, w[0], w[2], w[5] - w[1] / 2 - w[3] / 2, w[1], w[3]
        });
  }

  /** The text of the {@code .prj} file; empty if there is none. */
  static Optional<String> prj(Path image) {
    return beside(image, List.of("prj")).filter(t -> !t.isBlank());
  }

  /** Whether there is a file with rational polynomial coefficients. */
  static boolean hasRpc(Path image) {
    String name = String.valueOf(image.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    for (String end : List.of("_RPC.TXT", "_rpc.txt", ".RPB", ".rpb", "_RPC.txt")) {
      if (Files.isRegularFile(image.resolveSibling(stem + end))) {
        return true;
      }
    }
    return false;
  }

  /** The {@code .aux.xml} file; empty if there is none that can be read. */
  static Optional<AuxXml> auxXml(Path image) {
    return text(image.resolveSibling(image.getFileName() + ".aux.xml"))
        .flatMap(SidecarFiles::document)
        .map(SidecarFiles::auxXml);
  }

  /** Parses XML that refers to no other files; empty if it is none. */
  static Optional<Document> document(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return Optional.of(
          builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      return Optional.empty();
    }
  }

  private static AuxXml auxXml(Document document) {
    double[] transform =
        first(document, "GeoTransform").map(t -> numbers(t.split("[,\\s]+"))).orElse(new double[0]);
    List<GroundControlPoints.Gcp> points = new ArrayList<>();
    NodeList all = document.getElementsByTagName("GCP");
    for (int i = 0; i < all.getLength(); i++) {
      Element p = (Element) all.item(i);
      double[] n =
          numbers(
              p.getAttribute("Pixel"),
              p.getAttribute("Line"),
              p.getAttribute("X"),
              p.getAttribute("Y"));
      if (n.length == 4) {
        points.add(new GroundControlPoints.Gcp(n[0], n[1], n[2], n[3]));
      }
    }
    NodeList lists = document.getElementsByTagName("GCPList");
    Optional<String> pointSystem =
        lists.getLength() == 0
            ? Optional.empty()
            : Optional.of(((Element) lists.item(0)).getAttribute("Projection"))
                .filter(t -> !t.isBlank())
                .or(() -> first(document, "SRS"));
    double[] noData = first(document, "NoDataValue").map(t -> numbers(t)).orElse(new double[0]);
    return new AuxXml(
        first(document, "SRS"),
        transform.length == 6 ? transform : new double[0],
        points,
        pointSystem,
        GeodataXform.find(document),
        noData.length == 1 ? OptionalDouble.of(noData[0]) : OptionalDouble.empty());
  }

  /** The elements of a document with a local name, whatever their prefix, in order. */
  static Stream<Element> elements(Document document, String name) {
    return elements(document.getDocumentElement(), name);
  }

  /** An element and those within it with a local name, whatever their prefix, in order. */
  static Stream<Element> elements(Element within, String name) {
    NodeList all = within.getElementsByTagName("*");
    return Stream.concat(
            Stream.of(within),
            IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)))
        .filter(e -> e.getTagName().replaceFirst("^.*:", "").equals(name));
  }

  private static Optional<String> first(Document document, String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    return nodes.getLength() == 0
        ? Optional.empty()
        : Optional.of(nodes.item(0).getTextContent().strip()).filter(t -> !t.isEmpty());
  }

  /** The numbers up to the first text that is not one. */
  static double[] numbers(String... texts) {
    double[] numbers = new double[texts.length];
    for (int i = 0; i < texts.length; i++) {
      try {
        numbers[i] = Double.parseDouble(texts[i].strip().replace(',', '.'));
      } catch (NumberFormatException e) {
        return java.util.Arrays.copyOf(numbers, i);
      }
    }
    return numbers;
  }
}
