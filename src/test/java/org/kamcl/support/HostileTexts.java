package org.kamcl.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/** Tables, sidecar files, areas and captions whose content is made to cost much. */
public final class HostileTexts {
  private HostileTexts() {}

  /** Tables. */
  public static List<HostileInput> tables() {
    String header = "filename,caption\n";
    return List.of(
        table("quotes", 500_000, n -> header + "\"".repeat(n)),
        table("an open quote in each line", 400_000, n -> header + "\"a\n".repeat(n / 3)),
        table("open quotes that others close", 400_000, n -> header + "x.jpg,\"a\n".repeat(n / 9)),
        table("quotes behind values", 400_000, n -> header + "a\"b\",\"".repeat(n / 6)),
        table("separators", 400_000, n -> header + ",".repeat(n)),
        table("columns", 400_000, n -> "filename" + ",a".repeat(n / 2) + "\nx.jpg\n"),
        table("line ends", 400_000, n -> header + "\r".repeat(n)),
        table("blanks", 400_000, n -> header + " ".repeat(n)),
        table("a long value", 1_000_000, n -> header + "x.jpg," + "a".repeat(n)),
        table(
            "rows of other lengths", 400_000, n -> header + "a.jpg,b\na\na,b,c\n".repeat(n / 16)));
  }

  private static HostileInput table(String name, int size, IntFunction<String> text) {
    return new HostileInput(name, "table.csv", size, n -> utf8(text.apply(n)));
  }

  /** Texts beside images that say where they are. */
  public static List<HostileInput> sidecars() {
    return List.of(
        new HostileInput("nested WKT", "a.prj", 400_000, n -> utf8("A[".repeat(n / 2))),
        new HostileInput(
            "nested WKT that is closed",
            "a.prj",
            400_000,
            n -> utf8("A[".repeat(n / 3) + "]".repeat(n / 3))),
        new HostileInput("WKT of quotes", "a.prj", 400_000, n -> utf8("PROJCS[" + "\"".repeat(n))),
        new HostileInput(
            "WKT of siblings", "a.prj", 400_000, n -> utf8("PROJCS[" + "A[1],".repeat(n / 5))),
        new HostileInput("WKT of blanks", "a.prj", 400_000, n -> utf8("PROJCS[" + " ".repeat(n))),
        new HostileInput("WKT of digits", "a.prj", 400_000, n -> utf8("A[" + "9".repeat(n) + "]")),
        new HostileInput(
            "PROJ parameters", "a.prj", 400_000, n -> utf8("+proj=utm " + "+a ".repeat(n / 3))),
        new HostileInput("world file of digits", "a.jgw", 400_000, n -> utf8("1".repeat(n) + "\n")),
        new HostileInput("world file of lines", "a.jgw", 400_000, n -> utf8("1\n".repeat(n / 2))),
        new HostileInput(
            "nested XML",
            "a.jpg.aux.xml",
            200_000,
            n -> utf8("<PAMDataset>" + "<a>".repeat(n / 7) + "</a>".repeat(n / 7))),
        new HostileInput("XML entities", "a.jpg.aux.xml", 60, HostileTexts::entities),
        new HostileInput(
            "XML attributes",
            "a.jpg.aux.xml",
            200_000,
            n -> {
              StringBuilder all = new StringBuilder("<PAMDataset ");
              for (int i = 0; i < n / 10; i++) {
                all.append('a').append(i).append("=\"\" ");
              }
              return utf8(all + "/>");
            }),
        new HostileInput(
            "control points",
            "a.jpg.aux.xml",
            200_000,
            n ->
                utf8(
                    "<PAMDataset><GCPList Projection=\"EPSG:4326\">"
                        + "<GCP Pixel=\"1\" Line=\"2\" X=\"3\" Y=\"4\"/>".repeat(n / 40)
                        + "</GCPList></PAMDataset>")));
  }

  /** Areas in GeoJSON. */
  public static List<HostileInput> areas() {
    return List.of(
        new HostileInput(
            "nested collections",
            "area.json",
            400_000,
            n ->
                utf8(
                    "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(n / 46)
                        + "]}".repeat(n / 46))),
        new HostileInput(
            "nested lists",
            "area.json",
            400_000,
            n -> utf8("{\"type\":\"Polygon\",\"coordinates\":" + "[".repeat(n))),
        new HostileInput("long edges", "area.json", 400_000, n -> polygon(n / 20, 359)),
        new HostileInput("corners", "area.json", 400_000, n -> polygon(n / 20, 1)),
        new HostileInput(
            "polygons",
            "area.json",
            400_000,
            n ->
                utf8(
                    "{\"type\":\"MultiPolygon\",\"coordinates\":["
                        + "[[[0,0],[1,0],[1,1]]],".repeat(n / 22)
                        + "[[[0,0],[1,0],[1,1]]]]}")));
  }

  /** Captions and queries. */
  public static List<HostileInput> captions() {
    return List.of(
        text("one word", n -> "a".repeat(n)),
        text("words", n -> "boat ".repeat(n / 5)),
        text("blanks behind a period", n -> "a." + " ".repeat(n) + "b"),
        text("closing brackets behind a period", n -> "a." + ")".repeat(n) + "b"),
        text("periods", n -> ".".repeat(n)),
        text("periods and blanks", n -> "a. ".repeat(n / 3) + "b"),
        text("apostrophes", n -> "'".repeat(n)),
        text("quotes", n -> "\"".repeat(n)),
        text("backticks", n -> "`".repeat(n)),
        text("dashes", n -> "-".repeat(n)),
        text("minus signs before words", n -> "-a ".repeat(n / 3)),
        text("commas", n -> "a,".repeat(n / 2)),
        text("weights", n -> "a^".repeat(n / 2)),
        text("images", n -> "like:#1 ".repeat(n / 8)),
        text("escaped quotes", n -> "\"" + "\\\"".repeat(n / 2)),
        text("accents", n -> "a" + "\u0301".repeat(n)),
        text("accents of several classes", n -> "a" + "\u0301\u0323".repeat(n / 2)),
        text("Chinese", n -> "\u8239".repeat(n)),
        text("half a surrogate pair", n -> "\ud800".repeat(n)),
        text("contractions", n -> "cannot ".repeat(n / 7)));
  }

  private static HostileInput text(String name, IntFunction<String> text) {
    return new HostileInput(
        name, "text.txt", 60_000, n -> text.apply(n).getBytes(StandardCharsets.UTF_16BE));
  }

  /** The text of one of {@link #captions()}, which may have halves of surrogate pairs. */
  public static String textOf(byte[] content) {
    char[] chars = new char[content.length / 2];
    ByteBuffer.wrap(content).asCharBuffer().get(chars);
    return new String(chars);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Entities of which each doubles the one before. */
  private static byte[] entities(int depth) {
    StringBuilder all = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"x\">");
    for (int i = 1; i <= depth; i++) {
      all.append("<!ENTITY e").append(i).append(" \"&e").append(i - 1).append(";&e");
      all.append(i - 1).append(";\">");
    }
    return utf8(all + "]><PAMDataset><SRS>&e" + depth + ";</SRS></PAMDataset>");
  }

  private static byte[] polygon(int corners, double width) {
    StringBuilder all = new StringBuilder("{\"type\":\"Polygon\",\"coordinates\":[[");
    for (int i = 0; i < corners; i++) {
      all.append(i == 0 ? "" : ",")
          .append(i % 2 == 0 ? "[-179.5," : "[" + (-179.5 + width) + ",")
          .append(-80 + 160.0 * i / corners)
          .append(']');
    }
    return utf8(all + "]]}");
  }
}
