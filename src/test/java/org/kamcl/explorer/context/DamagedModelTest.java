package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.InferenceError;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelManifest;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.TestModels;

/** What an archive says and keeps when the files of its model are damaged or replaced. */
class DamagedModelTest {
  private static final String QUERY = "a green lake";

  @TempDir private static Path shared;
  private static Path original;
  @TempDir private Path folder;

  @BeforeAll
  static void create() {
    original = TestModels.defaultModel(shared.resolve("small"));
  }

  @BeforeEach
  void copyModel() throws IOException {
    FileUtils.copyDirectory(original.toFile(), model().toFile());
    images("first", 0, 3);
    images("second", 3, 5);
  }

  private Path model() {
    return folder.resolve("models/small");
  }

  private void images(String name, int from, int to) throws IOException {
    Path images = Files.createDirectories(folder.resolve(name));
    for (int i = from; i < to; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 80, 40)));
    }
  }

  private ExplorerContext open(String workspace) {
    return ExplorerContext.open(
        new Workspace(folder.resolve(workspace), Optional.empty()),
        new ModelStore(folder.resolve("models"), Optional.empty()),
        Optional.empty(),
        DeviceChoice.CPU);
  }

  private IndexReport index(String workspace, String images) {
    try (ExplorerContext context = open(workspace)) {
      return context.index(ImportRequest.of(folder.resolve(images))).run(JobContext.NONE);
    }
  }

  private List<String> hits(String workspace) {
    try (ExplorerContext context = open(workspace)) {
      SearchResult result = context.search().search(QUERY, 9);
      return result.hits().stream()
          .map(hit -> hit.image().file().getFileName() + " " + hit.score())
          .toList();
    }
  }

  /** The embeddings of the archive's model by file name. */
  private Map<String, List<Object>> embeddings(String workspace) {
    Map<String, List<Object>> rows = new TreeMap<>();
    try (Catalog catalog = Catalog.open(folder.resolve(workspace).resolve(Catalog.FILE_NAME))) {
      Map<Long, String> names = new TreeMap<>();
      catalog.images().forEach(i -> names.put(i.id(), String.valueOf(i.file().getFileName())));
      catalog.embeddings(
          catalog.models().last().orElseThrow(),
          row -> {
            List<Object> values = new ArrayList<>();
            for (float value : row.vector()) {
              values.add(value);
            }
            for (byte value : row.concepts()) {
              values.add(value);
            }
            rows.put(names.get(row.imageId()), values);
          });
    }
    return rows;
  }

  private void restore(String file) throws IOException {
    Files.copy(original.resolve(file), model().resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private void assertNothingIsSearchedOrIndexed(ErrorCode code, String file) {
    Map<String, List<Object>> before = embeddings("archive");
    KamclException search = assertThrows(KamclException.class, () -> hits("archive"));
    assertEquals(code, search.code(), search.getMessage());
    assertTrue(search.getMessage().contains(file), search.getMessage());
    KamclException index = assertThrows(KamclException.class, () -> index("archive", "second"));
    assertEquals(code, index.code(), index.getMessage());
    assertEquals(before, embeddings("archive"));
    try (ExplorerContext context = open("archive")) {
      // The window opens, says it and shows the images.
      assertEquals(3, context.archive().images().size());
      Problem problem = context.modelChoice().problem().orElseThrow();
      assertTrue(problem.is(code), problem.code());
    }
  }

  /** A model with other weights, vocabulary and manifest under the same name. */
  private void replaceModel() throws IOException {
    FileUtils.deleteDirectory(model().toFile());
    FileUtils.copyDirectory(original.toFile(), model().toFile());
    Path file = model().resolve(ModelFiles.WEIGHTS);
    WeightSet weights = SafeTensors.read(file);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              float[] values = tensor.toFloats();
              for (int i = 0; i < values.length; i += 2) {
                values[i] *= 0.9f;
              }
              tensors.put(name, TensorData.ofFloats(values, tensor.shape()).toHalf());
            });
    SafeTensors.write(file, new WeightSet(tensors, weights.metadata()));
    listHashes();
  }

  /** Writes the list of hashes of the present files, as an import does. */
  private void listHashes() throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(model())) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (!name.equals(ModelManifest.FILE)) {
          lines.append(ModelFiles.sha256(file)).append("  ").append(name).append('\n');
        }
      }
    }
    Files.writeString(model().resolve(ModelManifest.FILE), lines.toString());
  }

  @Test
  void aWrongVocabularyIsRefusedAlsoWithoutAnyListOfHashes() throws IOException {
    index("archive", "first");
    Path words = model().resolve(ModelFiles.WORDPIECE_VOCABULARY);
    Files.writeString(words, Files.readString(words).replace("\nlake\n", "\nlakes\n"));
    Files.delete(model().resolve(ModelManifest.FILE));
    Files.delete(folder.resolve("models/.checked.json"));
    assertNothingIsSearchedOrIndexed(InferenceError.MODEL_DIFFERS_FROM_ARCHIVE, "SHA256SUMS");
  }

  @Test
  void aMissingListOfHashesIsReportedBySearches() throws IOException {
    index("archive", "first");
    Files.delete(model().resolve(ModelManifest.FILE));
    try (ExplorerContext context = open("archive")) {
      context.search().search(QUERY, 9);
      Problem warning = context.search().warning().orElseThrow();
      assertTrue(warning.is(InferenceError.MANIFEST_MISSING), warning::toString);
    }
    try (ExplorerContext context = open("archive")) {
      context.search().search(QUERY, 9);
      assertEquals(Optional.empty(), context.search().warning());
    }
  }

  @Test
  void damagedFilesAreRefusedAndTheArchiveEndsAsAnUndisturbedOne() throws IOException {
    index("undisturbed", "first");
    List<String> firstHits = hits("undisturbed");
    index("undisturbed", "second");
    index("archive", "first");
    List<String> damaged =
        List.of(
            ModelFiles.WEIGHTS,
            ModelFiles.WORDPIECE_VOCABULARY,
            ModelFiles.CONCEPTS,
            ModelCard.FILE);
    for (String file : damaged) {
      Path path = model().resolve(file);
      byte[] bytes = Files.readAllBytes(path);
      // A digit or a letter in a text, a value in the weights.
      bytes[bytes.length - 12] ^= 1;
      Files.write(path, bytes);
      assertNothingIsSearchedOrIndexed(InferenceError.MODEL_FILE_CHANGED, file);
      restore(file);
      assertEquals(firstHits, hits("archive"));
    }
    assertEquals(2, index("archive", "second").added());
    assertEquals(embeddings("undisturbed"), embeddings("archive"));
    assertEquals(hits("undisturbed"), hits("archive"));
  }

  @Test
  void weightsWithNanAreRefusedForSearchingAndIndexing() throws IOException {
    index("archive", "first");
    Path file = model().resolve(ModelFiles.WEIGHTS);
    WeightSet weights = SafeTensors.read(file);
    Map<String, TensorData> tensors = new LinkedHashMap<>(weights.tensors());
    String tensor = tensors.keySet().iterator().next();
    float[] values = tensors.get(tensor).toFloats();
    values[0] = Float.NaN;
    tensors.put(tensor, TensorData.ofFloats(values, tensors.get(tensor).shape()));
    SafeTensors.write(file, new WeightSet(tensors, weights.metadata()));
    // As if it had been made with these weights.
    Files.delete(model().resolve(ModelManifest.FILE));
    Files.delete(folder.resolve("models/.checked.json"));
    assertNothingIsSearchedOrIndexed(InferenceError.WEIGHTS_NOT_FINITE, tensor);
  }

  @Test
  void imagesIndexedWithOtherWeightsAreEmbeddedAgainWhenTheRightOnesAreBack() throws IOException {
    index("undisturbed", "first");
    index("undisturbed", "second");
    index("archive", "first");
    Path kept = folder.resolve("kept");
    FileUtils.moveDirectory(model().toFile(), kept.toFile());
    replaceModel();
    assertEquals(2, index("archive", "second").added());
    assertEquals(List.of("p3.jpg", "p4.jpg"), List.copyOf(embeddings("archive").keySet()));
    FileUtils.deleteDirectory(model().toFile());
    FileUtils.moveDirectory(kept.toFile(), model().toFile());
    index("archive", "first");
    index("archive", "second");
    assertEquals(embeddings("undisturbed"), embeddings("archive"));
    assertEquals(hits("undisturbed"), hits("archive"));
  }

  @Test
  void anArchiveOfVersionOneKeepsItsEmbeddingsAndGetsTheContentHash()
      throws IOException, SQLException {
    index("archive", "first");
    Map<String, List<Object>> before = embeddings("archive");
    String weights = ModelFiles.sha256(model().resolve(ModelFiles.WEIGHTS));
    String content;
    try (Connection catalog = connection();
        Statement statement = catalog.createStatement()) {
      try (var row = statement.executeQuery("SELECT hash, content FROM models")) {
        row.next();
        content = row.getString(1);
        assertEquals(content, row.getString(2));
        assertNotEquals(weights, content);
      }
      statement.executeUpdate("UPDATE models SET content = NULL, hash = '" + weights + "'");
    }
    assertEquals(3, hits("archive").size());
    assertEquals(0, index("archive", "first").added());
    assertEquals(before, embeddings("archive"));
    try (Connection catalog = connection();
        Statement statement = catalog.createStatement();
        var row = statement.executeQuery("SELECT hash, content FROM models")) {
      row.next();
      assertEquals(weights, row.getString(1));
      assertEquals(content, row.getString(2));
    }
    // With another vocabulary, the same weights are another model.
    Path words = model().resolve(ModelFiles.WORDPIECE_VOCABULARY);
    Files.writeString(words, Files.readString(words).replace("\nlake\n", "\nlakes\n"));
    listHashes();
    index("archive", "first");
    assertEquals(3, embeddings("archive").size());
    try (Catalog catalog = Catalog.open(folder.resolve("archive").resolve(Catalog.FILE_NAME))) {
      assertNotEquals(weights, catalog.models().last().orElseThrow().hash());
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:sqlite:" + folder.resolve("archive").resolve(Catalog.FILE_NAME));
  }

  @Test
  void aMissingModelIsNamedAndNeverReplacedByTheDefault() throws IOException {
    index("archive", "first");
    Path fallback = folder.resolve("models/default");
    FileUtils.moveDirectory(model().toFile(), fallback.toFile());
    assertNothingIsSearchedOrIndexed(InferenceError.ARCHIVE_MODEL_MISSING, "\"small\"");
    KamclException e = assertThrows(KamclException.class, () -> hits("archive"));
    assertEquals(
        "The archive was indexed with the model \"small\", which is missing. Restore the model, or"
            + " choose another one (on the command line with --model NAME): default.",
        e.getMessage());
    try (ExplorerContext context = open("archive")) {
      assertEquals(List.of("default"), context.modelChoice().names());
      context.modelChoice().choose("default");
      assertEquals(Optional.empty(), context.modelChoice().problem());
      // The files are the same, so the images are embedded already.
      assertEquals(3, context.search().search(QUERY, 9).hits().size());
    }
    FileUtils.deleteDirectory(fallback.toFile());
    KamclException none = assertThrows(KamclException.class, () -> hits("archive"));
    assertEquals(InferenceError.ARCHIVE_MODEL_MISSING_NONE_EXIST, none.code());
  }

  @Test
  void aDamagedCardDoesNotMakeACopyTheDefault() throws IOException {
    index("archive", "first");
    FileUtils.copyDirectory(model().toFile(), folder.resolve("models/default").toFile());
    byte[] card = Files.readAllBytes(model().resolve(ModelCard.FILE));
    Files.write(model().resolve(ModelCard.FILE), new byte[card.length]);
    KamclException e = assertThrows(KamclException.class, () -> hits("archive"));
    assertTrue(e.getMessage().contains(model().resolve(ModelCard.FILE).toString()), e.getMessage());
    KamclException index = assertThrows(KamclException.class, () -> index("archive", "second"));
    assertEquals(e.code(), index.code());
    try (ExplorerContext context = open("archive")) {
      assertEquals("small", context.archive().summary().model());
      assertTrue(context.modelChoice().problem().isPresent());
    }
    Files.delete(model().resolve(ModelCard.FILE));
    KamclException removed = assertThrows(KamclException.class, () -> hits("archive"));
    assertEquals(InferenceError.CARD_UNREADABLE, removed.code());
    assertTrue(removed.getMessage().contains(model().toString()), removed.getMessage());
    Files.write(model().resolve(ModelCard.FILE), card);
    assertEquals(3, hits("archive").size());
  }

  @Test
  void filesThatChangeWhileTheProgramRunsEndIndexing() throws IOException {
    index("archive", "first");
    Path words = model().resolve(ModelFiles.WORDPIECE_VOCABULARY);
    try (ExplorerContext context = open("archive")) {
      context.search().search(QUERY, 1);
      Files.writeString(words, Files.readString(words) + "\n");
      KamclException e =
          assertThrows(
              KamclException.class,
              () -> context.index(ImportRequest.of(folder.resolve("second"))).run(JobContext.NONE));
      assertEquals(InferenceError.MODEL_FILE_CHANGED, e.code());
      restore(ModelFiles.WORDPIECE_VOCABULARY);
      assertEquals(
          2,
          context.index(ImportRequest.of(folder.resolve("second"))).run(JobContext.NONE).added());
    }
    assertArrayEquals(
        Files.readAllBytes(original.resolve(ModelFiles.WEIGHTS)),
        Files.readAllBytes(model().resolve(ModelFiles.WEIGHTS)));
  }
}
