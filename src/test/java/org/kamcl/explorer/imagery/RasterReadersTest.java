package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.DecodableFormat;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.spi.SupportLevel;
import org.kamcl.support.TestModels;
import org.kamcl.support.ToyReader;

class RasterReadersTest {
  private final RasterReaders readers = RasterReaders.load();

  @TempDir private Path folder;

  @Test
  void builtInFormatsAreFound() {
    assertEquals(
        List.of("GeoTIFF", "JPEG", "PNG", "JPEG 2000", "WebP", "BMP", "GIF"),
        readers.formats().stream()
            .map(ImageFormat::name)
            .filter(name -> !name.equals("Toy"))
            .toList());
  }

  @Test
  void theUserGuideListsTheFormats() throws IOException {
    String guide = Files.readString(Path.of("docs/guide/indexing.md"));
    List<String> rows =
        readers.formats().stream()
            .filter(format -> !format.name().equals("Toy"))
            .map(f -> "\n| " + f.name() + " | " + String.join(", ", f.extensions()) + " | ")
            .toList();
    int at = 0;
    for (String row : rows) {
      at = guide.indexOf(row, at);
      assertTrue(at >= 0, "not in docs/guide/indexing.md, in this order:" + row);
    }
  }

  @Test
  void extensionsAreLowerCaseAndBelongToOneFormat() {
    List<String> all = readers.formats().stream().flatMap(f -> f.extensions().stream()).toList();
    assertEquals(all.size(), all.stream().distinct().count());
    for (String extension : all) {
      assertEquals(extension.toLowerCase(Locale.ROOT), extension);
      assertTrue(readers.hasRasterExtension(Path.of("a." + extension.toUpperCase(Locale.ROOT))));
    }
    assertTrue(
        readers.hasRasterExtension(Path.of("scene.ecw")), "rejected with an error, not skipped");
    assertFalse(readers.hasRasterExtension(Path.of("notes.txt")));
    assertFalse(readers.hasRasterExtension(Path.of(".tif")), "a hidden file, not an extension");
  }

  @Test
  void formatsOfTheEngineAreAlsoRead() {
    for (DecodableFormat format : DecodableFormat.values()) {
      for (String extension : format.extensions()) {
        Path file = Path.of("a." + extension);
        assertTrue(ImageFiles.isImage(file));
        assertTrue(readers.hasRasterExtension(file));
      }
    }
    assertFalse(ImageFiles.isImage(Path.of("a.webp")), "the engine does not decode it");
  }

  @Test
  void aJarOnTheClassPathAddsAFormat() {
    Path file = ToyReader.write(folder.resolve("gray.toy"), 40, 30, 77);
    ImageLoader loader = new ImageLoader();
    assertEquals(List.of(file), loader.list(folder));
    ImageMetadata metadata = loader.inspector().inspect(file, OptionalInt.empty());
    assertEquals("Toy", metadata.format());
    assertEquals(40, metadata.width());
    assertEquals(1, loader.plan(file, TilingSpec.DEFAULT, OptionalInt.empty()).size());
    RgbImage image = loader.read(file, Optional.empty(), 512);
    assertEquals(77, image.sample(39, 29, 2));
  }

  @Test
  void theReaderWithTheHighestSupportLevelIsUsed() throws IOException {
    Path file =
        Files.write(folder.resolve("a.img"), "EHFA_HEADER_TAG".getBytes(StandardCharsets.US_ASCII));
    assertEquals(RasterError.FORMAT_UNSUPPORTED, errorCode(readers, file));
    RasterReader partial = new FixedReader(SupportLevel.PARTIAL);
    RasterReader full = new FixedReader(SupportLevel.FULL);
    RasterReader recognized = new FixedReader(SupportLevel.RECOGNIZED);
    assertEquals(full, new RasterReaders(List.of(partial, full, recognized)).forFile(file));
    assertEquals(partial, new RasterReaders(List.of(recognized, partial)).forFile(file));
    assertEquals(
        RasterError.FORMAT_UNSUPPORTED, errorCode(new RasterReaders(List.of(recognized)), file));
  }

  @Test
  void theFormatIsDetectedByContentNotExtension() throws IOException {
    Path file = Files.write(folder.resolve("a.tif"), ImageBytes.jpeg(TestModels.image(1, 9, 8)));
    assertEquals("JPEG", readers.forFile(file).formatName());
  }

  @Test
  void filesThatAreNotImagesAreRejectedWithACode() throws IOException {
    assertEquals(RasterError.IS_FOLDER, errorCode(readers, folder));
    assertEquals(RasterError.FILE_MISSING, errorCode(readers, folder.resolve("absent.jpg")));
    assertEquals(
        RasterError.FILE_EMPTY, errorCode(readers, Files.createFile(folder.resolve("e.jpg"))));
    Path text = Files.writeString(folder.resolve("t.jpg"), "no image at all");
    assertEquals(RasterError.FORMAT_UNKNOWN, errorCode(readers, text));
  }

  private static Object errorCode(RasterReaders readers, Path file) {
    return assertThrows(KamclException.class, () -> readers.forFile(file)).code();
  }

  /** Claims to support every file. */
  private record FixedReader(SupportLevel level) implements RasterReader {
    @Override
    public String formatName() {
      return "Fixed " + level;
    }

    @Override
    public List<String> extensions() {
      return List.of();
    }

    @Override
    public SupportLevel supportLevel(Path file, byte[] head) {
      return level;
    }

    @Override
    public org.kamcl.explorer.imagery.spi.RasterInfo inspect(Path file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public org.kamcl.explorer.imagery.spi.RasterDataset open(Path file) {
      throw new UnsupportedOperationException();
    }
  }
}
