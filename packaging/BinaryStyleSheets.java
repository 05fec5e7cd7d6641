import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/**
 * Writes the binary form of each style sheet of JavaFX beside it, which JavaFX prefers: reading the
 * texts takes a tenth of the start of the window, most of it for compiling the parser. The build
 * runs it with {@code java packaging/BinaryStyleSheets.java FOLDER}.
 */
final class BinaryStyleSheets {
  private BinaryStyleSheets() {}

  /**
   * Converts all style sheets in a folder and those below it.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    List<Path> sheets;
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      sheets = files.filter(file -> file.toString().endsWith(".css")).sorted().toList();
    }
    for (Path sheet : sheets) {
      String name = sheet.getFileName().toString().replaceFirst("css$", "bss");
      Stylesheet.convertToBinary(sheet.toFile(), sheet.resolveSibling(name).toFile());
    }
  }
}
