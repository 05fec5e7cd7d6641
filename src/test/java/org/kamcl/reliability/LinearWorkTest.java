package org.kamcl.reliability;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.csv.CsvTable;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.text.TreebankTokenizer;
import org.kamcl.engine.text.WordPieceTokenizer;
import org.kamcl.engine.weights.WeightFiles;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.TilingSpec;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.support.HostileImages;
import org.kamcl.support.HostileInput;
import org.kamcl.support.HostileTexts;
import org.kamcl.support.HostileWeights;
import org.kamcl.support.TestModels;
import org.kamcl.support.WorkMeter;

/**
 * Time and memory are proportional to the size of a file, also of one that is made to cost much.
 */
@Timeout(120)
class LinearWorkTest {
  /** Heap that a file may take in all, per byte of the file; a small file may take more. */
  private static final long BYTES_PER_BYTE = 400;

  private static final long SMALL = 64L << 20;

  @TempDir private Path folder;

  /** Reads an input; a refusal with a code is as good as a result, any other failure is not. */
  private static void read(Consumer<Path> reader, Path file) {
    try {
      reader.accept(file);
    } catch (KamclException e) {
      assertNotNull(e.code());
    }
  }

  private void assertLinear(HostileInput input, Consumer<Path> reader) throws Exception {
    Path one = write("one", input, input.size());
    Path two = write("two", input, 2 * input.size());
    WorkMeter.assertLinear(() -> read(reader, one), () -> read(reader, two));
    WorkMeter.Cost cost = WorkMeter.measure(() -> read(reader, two));
    long limit = Math.max(SMALL, BYTES_PER_BYTE * Files.size(two));
    assertTrue(cost.bytes() < limit, cost + " for " + Files.size(two) + " bytes");
  }

  private Path write(String where, HostileInput input, int size) throws IOException {
    Path file = folder.resolve(where).resolve(input.file());
    Files.createDirectories(file.getParent());
    return Files.write(file, input.content().apply(size));
  }

  static List<HostileInput> weights() {
    return HostileWeights.all();
  }

  @ParameterizedTest
  @MethodSource
  void weights(HostileInput input) throws Exception {
    assertLinear(input, WeightFiles::read);
  }

  static List<HostileInput> tables() {
    return HostileTexts.tables();
  }

  @ParameterizedTest
  @MethodSource
  void tables(HostileInput input) throws Exception {
    assertLinear(input, CsvTable::read);
  }

  static List<HostileInput> images() {
    return HostileImages.all();
  }

  private static void readImage(Path file) {
    ImageLoader loader = new ImageLoader();
    loader.inspector().inspect(file, OptionalInt.empty());
    loader.plan(file, TilingSpec.parse("256px", 0, OptionalDouble.empty()), OptionalInt.empty());
    loader.read(file, Optional.empty(), 64);
  }

  @ParameterizedTest
  @MethodSource
  void images(HostileInput input) throws Exception {
    assertLinear(input, LinearWorkTest::readImage);
  }

  static List<HostileInput> promises() {
    return HostileImages.promises();
  }

  @ParameterizedTest
  @MethodSource("promises")
  void promisesOfSizesTakeLittleMemory(HostileInput input) throws Exception {
    Path file = write("one", input, input.size());
    WorkMeter.Cost cost = WorkMeter.measure(() -> read(LinearWorkTest::readImage, file));
    assertTrue(cost.bytes() < SMALL, cost.toString());
    assertTrue(cost.seconds() < 10, cost.toString());
  }

  static List<HostileInput> sidecars() {
    return HostileTexts.sidecars();
  }

  @ParameterizedTest
  @MethodSource
  void sidecars(HostileInput input) throws Exception {
    for (String where : List.of("one", "two")) {
      Path image = folder.resolve(where).resolve("a.jpg");
      Files.createDirectories(image.getParent());
      Files.write(image, ImageBytes.jpeg(TestModels.image(1, 16, 16)));
    }
    assertLinear(input, sidecar -> readImage(sidecar.resolveSibling("a.jpg")));
  }

  static List<HostileInput> texts() {
    return HostileTexts.captions();
  }

  private static Stream<Consumer<String>> textReaders() {
    TreebankTokenizer treebank = new TreebankTokenizer();
    WordPieceTokenizer pieces =
        new WordPieceTokenizer(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "boat", "a", "##a"));
    return Stream.of(
        QueryParser::parse,
        treebank::tokens,
        pieces::tokens,
        pieces::isKnownWord,
        text -> pieces.ids(text, 32));
  }

  @ParameterizedTest
  @MethodSource
  void texts(HostileInput input) throws Exception {
    String one = HostileTexts.textOf(input.content().apply(input.size()));
    String two = HostileTexts.textOf(input.content().apply(2 * input.size()));
    for (Consumer<String> reader : textReaders().toList()) {
      WorkMeter.assertLinear(() -> accept(reader, one), () -> accept(reader, two));
    }
  }

  private static void accept(Consumer<String> reader, String text) {
    try {
      reader.accept(text);
    } catch (KamclException e) {
      assertNotNull(e.code());
    }
  }
}
