package org.kamcl.explorer.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.evaluation.CorpusEvaluator;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.CategorySource;
import org.kamcl.explorer.api.Evaluations.Deletion;
import org.kamcl.explorer.api.Evaluations.Partial;
import org.kamcl.explorer.api.Evaluations.Protocol;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.JpegWriter;
import org.kamcl.explorer.imagery.Thumbnails;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpora;

/** Evaluates a small model on small corpora in the layouts of published ones. */
class EvaluationServiceTest {
  @TempDir private static Path folder;
  private static Path ucm;
  private static Path nwpu;
  private static Path rsitmd;

  @TempDir private Path own;

  @BeforeAll
  static void createCorporaAndModel() {
    TestModels.defaultModel(folder.resolve("models/one"));
    ucm = TinyCorpora.ucm(folder.resolve("UCM_captions"), 8);
    nwpu = TinyCorpora.nwpu(folder.resolve("NWPU-Captions"), 8);
    rsitmd = TinyCorpora.rsitmd(folder.resolve("RSITMD"), 8);
  }

  private static ModelStore models() {
    return new ModelStore(folder.resolve("models"), Optional.empty());
  }

  private EvaluationService service() {
    return new EvaluationService(
        models(),
        own.resolve("evaluations"),
        DeviceChoice.CPU,
        new EvaluationReport.Pictures(
            new Thumbnails(new ImageLoader(), collection -> BandRendering.DEFAULT),
            JpegWriter::encode));
  }

  private static Request request(Path corpus, String split, boolean rerank) {
    return new Request(corpus, Optional.empty(), split, "one", Optional.empty(), rerank);
  }

  private Evaluation evaluate(Path corpus, String split) {
    return service().evaluate(request(corpus, split, false), partial -> {}).run(JobContext.NONE);
  }

  /** Counts the stages that embed, which a kept result needs not. */
  private static final class Stages implements JobContext {
    private final Set<ProgressStage> seen = new HashSet<>();

    @Override
    public void onProgress(ProgressStage stage, long done, long total, String item) {
      seen.add(stage);
    }

    @Override
    public boolean cancelled() {
      return false;
    }
  }

  private Path cacheFile() throws IOException {
    try (Stream<Path> files = Files.list(own.resolve("evaluations/embeddings"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void ranksAreThoseOfTheEngineAndFactsFollowFromThem() {
    List<Partial> partials = new ArrayList<>();
    Evaluation evaluation =
        service().evaluate(request(nwpu, "train", true), partials::add).run(JobContext.NONE);
    assertEquals(12, evaluation.images().size());
    assertEquals(60, evaluation.captions().size());
    CorpusEvaluator.Evaluation expected = engineResult(nwpu, "train");
    assertArrayEquals(expected.result().imageRanks(), evaluation.result().imageRanks());
    assertArrayEquals(expected.result().captionRanks(), evaluation.result().captionRanks());
    assertEquals(expected.result().meanRecall(), evaluation.result().meanRecall(), 1e-9);

    Partial last = partials.get(partials.size() - 1);
    assertEquals(60, last.captions());
    assertEquals(evaluation.result().textToImage(), last.textToImage());

    for (Evaluation.Caption caption : evaluation.captions()) {
      boolean first = caption.firstImage() == caption.image();
      assertEquals(caption.rank() == 0, first);
      assertTrue(caption.firstScore() >= caption.score());
    }
    assertEquals(CategorySource.LISTED, evaluation.setting().categories());
    CategoryBreakdown categories = CategoryBreakdown.of(evaluation);
    assertEquals(3, categories.rows().size());
    assertEquals(0, categories.uncategorized());
    double mean = 0;
    for (CategoryBreakdown.Row row : categories.rows()) {
      assertEquals(4, row.images());
      assertEquals(20, row.captions());
      mean += row.recallAt10() / 3;
    }
    // Categories are of equal size, so that their recalls average to that of all.
    assertEquals(evaluation.result().textToImage().r10(), mean, 1e-9);
    CategoryConfusion confusion = CategoryConfusion.of(evaluation);
    assertEquals(20, confusion.captions(1));
    int sum = RankHistogram.of(evaluation).bins().stream().mapToInt(b -> b.captions()).sum();
    assertEquals(60, sum);
    int failed = (int) evaluation.captions().stream().filter(c -> c.rank() > 0).count();
    List<Integer> worst = Failure.worst(evaluation);
    assertEquals(failed, worst.size());
    List<Integer> eachImage = Failure.ofEachImage(evaluation, worst);
    List<Integer> images =
        worst.stream().map(index -> evaluation.captions().get(index).image()).distinct().toList();
    assertEquals(
        images,
        eachImage.stream().map(index -> evaluation.captions().get(index).image()).toList(),
        "each image once, in the order of its worst caption");
    assertTrue(eachImage.size() < worst.size());
    EvaluationComparison effect = EvaluationComparison.ofReranking(evaluation);
    assertEquals(60, effect.higher() + effect.lower() + effect.same());
  }

  private static CorpusEvaluator.Evaluation engineResult(Path corpus, String split) {
    ModelStore models = models();
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model = models.open(models.check(models.find("one")), runtime);
        WorkerPool workers = WorkerPool.forThisMachine()) {
      return new CorpusEvaluator(model, new ImageFileEmbedder(model, workers))
          .run(
              new CorpusReader(Optional.empty(), true).read(corpus).split(split),
              ProgressListener.NONE);
    }
  }

  @Test
  void secondEvaluationUsesTheKeptEmbeddingsAndReplacesTheFirst() throws IOException {
    Evaluation first = evaluate(ucm, "test");
    assertEquals(CategorySource.FILE_NAME, first.setting().categories());
    assertEquals("UCM-Captions", first.setting().dataset());
    Stages stages = new Stages();
    Evaluation second = service().evaluate(request(ucm, "test", false), partial -> {}).run(stages);
    assertEquals(Set.of(), stages.seen, "nothing is embedded again");
    assertTrue(first.images().equals(second.images()));
    assertEquals(first.captions(), second.captions());
    assertEquals(
        List.of(second.id()),
        service().stored().evaluations().stream().map(summary -> summary.id()).toList());
    assertTrue(second.equals(service().load(second.id())), "what is kept is what was found");
    assertEquals("rw-------", mode(cacheFile()));
    assertEquals("rw-------", mode(own.resolve("evaluations/" + second.id() + ".evaluation")));
    assertEquals("rwx------", mode(own.resolve("evaluations")));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void damagedEmbeddingsAreMadeAgain() throws IOException {
    Evaluation first = evaluate(ucm, "val");
    byte[] bytes = Files.readAllBytes(cacheFile());
    for (int at : new int[] {3, 12, 43, bytes.length / 2, bytes.length - 1}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x41;
      Files.write(cacheFile(), damaged);
      Stages stages = new Stages();
      Evaluation again = service().evaluate(request(ucm, "val", false), partial -> {}).run(stages);
      assertTrue(stages.seen.contains(ProgressStage.IMAGES), "byte " + at);
      assertEquals(first.captions(), again.captions());
      assertArrayEquals(bytes, Files.readAllBytes(cacheFile()));
    }
    Files.write(cacheFile(), java.util.Arrays.copyOf(bytes, bytes.length - 9));
    assertEquals(first.captions(), evaluate(ucm, "val").captions());
  }

  @Test
  void changedImageOrCaptionIsEmbeddedAgain() throws IOException {
    Path corpus = TinyCorpora.rsitmd(own.resolve("rsitmd"), 4);
    Evaluation before = evaluate(corpus, "test");
    Path list = corpus.resolve("dataset_RSITMD.json");
    Files.writeString(list, Files.readString(list).replace("many boats", "many trees"));
    Evaluation caption = evaluate(corpus, "test");
    assertNotEquals(before.setting().corpusHash(), caption.setting().corpusHash());
    Files.write(
        corpus.resolve("images/airport_1.jpg"),
        Files.readAllBytes(corpus.resolve("images/beach_2.jpg")));
    Evaluation image = evaluate(corpus, "test");
    assertNotEquals(caption.setting().corpusHash(), image.setting().corpusHash());
    assertEquals(3, service().stored().evaluations().size());
    KamclException refused =
        assertThrows(KamclException.class, () -> EvaluationComparison.of(image, before));
    assertTrue(refused.is(EvaluationStoreError.OTHER_QUERIES));
  }

  @Test
  void unreadableImageIsSkippedEachTime() throws IOException {
    Path corpus = TinyCorpora.ucm(own.resolve("ucm"), 8);
    Files.writeString(corpus.resolve("imgs/beach00.jpg"), "no image");
    for (int round = 0; round < 2; round++) {
      Evaluation evaluation = evaluate(corpus, "test");
      assertEquals(5, evaluation.images().size());
      assertEquals(25, evaluation.captions().size());
      assertEquals(1, evaluation.skipped().size());
      assertReason(evaluation);
      assertReason(service().load(evaluation.id()));
    }
  }

  /** The reason is kept as a code with its arguments, so that it has a text in each language. */
  private static void assertReason(Evaluation evaluation) {
    Problem reason = evaluation.skipped().get(0).reason();
    String english = ErrorText.of(reason, Locale.ENGLISH);
    String chinese = ErrorText.of(reason, Locale.SIMPLIFIED_CHINESE);
    assertTrue(english.contains("beach00.jpg"), english);
    assertTrue(chinese.contains("beach00.jpg"), chinese);
    assertTrue(chinese.codePoints().anyMatch(Character::isIdeographic), chinese);
  }

  @Test
  void reasonOfAnEarlierVersionKeepsItsText() throws IOException {
    Path corpus = TinyCorpora.ucm(own.resolve("ucm"), 8);
    Files.writeString(corpus.resolve("imgs/beach00.jpg"), "no image");
    Evaluation evaluation = evaluate(corpus, "test");
    Path file = own.resolve("evaluations/" + evaluation.id() + ".evaluation");
    String[] lines = Files.readString(file).split("\n");
    String before =
        lines[1]
            + "\n"
            + lines[2].replaceFirst("\"reason\":\\{.*?\\]\\}", "\"reason\":\"It is no image.\"")
            + "\n";
    String hash = DigestUtils.sha256Hex(before);
    Files.writeString(file, hash + "\n" + before);
    Problem reason = service().load(evaluation.id()).skipped().get(0).reason();
    assertEquals("It is no image.", ErrorText.of(reason, Locale.ENGLISH));
  }

  @Test
  void deletedEvaluationComesBackByteForByte() throws IOException {
    Evaluation evaluation = evaluate(rsitmd, "test");
    Path file = own.resolve("evaluations/" + evaluation.id() + ".evaluation");
    byte[] before = Files.readAllBytes(file);
    Deletion deletion = service().delete(evaluation.id());
    assertFalse(Files.exists(file));
    assertEquals(List.of(), service().stored().evaluations());
    deletion.undo();
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    KamclException absent =
        assertThrows(KamclException.class, () -> service().delete("../../models/one"));
    assertTrue(absent.is(EvaluationStoreError.NOT_FOUND));
  }

  @Test
  void recentCorporaAreRememberedTheLastOneFirst() throws IOException {
    assertEquals(List.of(), service().recentCorpora());
    service().corpus(ucm);
    service().corpus(nwpu);
    service().corpus(ucm);
    assertEquals(List.of(ucm, nwpu), service().recentCorpora());
    assertThrows(KamclException.class, () -> service().corpus(own.resolve("absent")));
    assertEquals(List.of(ucm, nwpu), service().recentCorpora());
    for (String damaged : List.of("[\"/a\", {}]", "{}", "[", "")) {
      Files.writeString(own.resolve("evaluations/recent-corpora.json"), damaged);
      assertTrue(service().recentCorpora().size() <= 1, damaged);
    }
    service().corpus(nwpu);
    assertEquals(nwpu, service().recentCorpora().get(0));
  }

  @Test
  void damagedEvaluationIsRefusedByName() throws IOException {
    Evaluation evaluation = evaluate(rsitmd, "test");
    Path file = own.resolve("evaluations/" + evaluation.id() + ".evaluation");
    String text = Files.readString(file);
    int rank = text.lastIndexOf("\"rank\":") + 7;
    Files.writeString(file, text.substring(0, rank) + "9" + text.substring(rank + 1));
    KamclException refused =
        assertThrows(KamclException.class, () -> service().load(evaluation.id()));
    assertTrue(refused.is(EvaluationStoreError.DAMAGED));
    assertEquals(List.of(), service().stored().evaluations());
    assertTrue(service().stored().unreadable().get(0).problem().is(EvaluationStoreError.DAMAGED));
    service().delete(evaluation.id());
    assertEquals(List.of(), service().stored().unreadable());
    KamclException gone = assertThrows(KamclException.class, () -> service().load(evaluation.id()));
    assertTrue(gone.is(EvaluationStoreError.NOT_FOUND));
    assertThrows(KamclException.class, () -> service().load("../models/one"));
  }

  @Test
  void cancelledEvaluationKeepsNothing() throws IOException {
    JobContext cancelled =
        new JobContext() {
          private boolean images;

          @Override
          public void onProgress(ProgressStage stage, long done, long total, String item) {
            images = true;
          }

          @Override
          public boolean cancelled() {
            return images;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> service().evaluate(request(rsitmd, "train", false), partial -> {}).run(cancelled));
    assertFalse(Files.exists(own.resolve("evaluations")));
  }

  @Test
  void splitWithoutImagesIsNamedWithThoseThereAre() {
    KamclException none = assertThrows(KamclException.class, () -> evaluate(ucm, "dev"));
    assertTrue(none.getMessage().contains("dev"), none.getMessage());
    assertTrue(none.getMessage().contains("test"), none.getMessage());
  }

  @Test
  void publishedFiguresNeedTheSameSplitAndNumberOfImages() {
    Evaluation.Setting test = evaluate(ucm, "test").setting();
    assertEquals(Protocol.OTHER_IMAGES, service().published(test, 6).protocol());
    assertEquals(List.of(), service().published(test, 6).rows());
    assertEquals(210, service().published(test, 6).images());
    assertEquals(Protocol.SAME, service().published(test, 210).protocol());
    assertEquals(9, service().published(test, 210).rows().size());
    Evaluation.Setting val = evaluate(ucm, "val").setting();
    assertEquals(Protocol.OTHER_SPLIT, service().published(val, 210).protocol());
    assertEquals("RSICD", PublishedTable.dataset("data", Path.of("x/dataset_rsicd.json")));
    assertEquals("", PublishedTable.dataset("my photos", Path.of("captions.csv")));
  }

  @Test
  void reportNeedsNoOtherFileAndEscapesWhatItQuotes() throws IOException {
    Path corpus = TinyCorpora.nwpu(own.resolve("a <b> & c nwpu"), 8);
    Path list = corpus.resolve("dataset_nwpu.json");
    Files.writeString(
        list, Files.readString(list).replace("many ", "many <script>alert('1')</script> & "));
    Evaluation evaluation =
        service().evaluate(request(corpus, "train", true), partial -> {}).run(JobContext.NONE);
    Path page = own.resolve("report.html");
    service().report(evaluation, Optional.of(evaluation), page).run(JobContext.NONE);
    String html = Files.readString(page);
    assertFalse(html.contains("<script"), "captions are escaped");
    assertTrue(html.contains("&lt;script&gt;"));
    assertTrue(html.contains("a &lt;b&gt; &amp; c nwpu"));
    assertTrue(html.contains("src=\"data:image/jpeg;base64,/9j/"));
    assertTrue(html.contains("@media print"));
    assertTrue(html.contains("re-ranked"));
    for (String outside : List.of("http://", "https://", "src=\"/", "href=")) {
      assertFalse(html.contains(outside), outside);
    }
    try (Stream<Path> files = Files.list(own)) {
      assertEquals(
          List.of("a <b> & c nwpu", "evaluations", "report.html"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
