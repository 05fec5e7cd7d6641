package org.kamcl.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.text.Synonyms;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;

/**
 * Compares queries with words that rarely or never occur in captions with queries that use the
 * words of the captions, by precision at ten. The category of an image is the prefix of its file
 * name, as in {@code airport_12.jpg}. Words in the included list of synonyms, which training may
 * have put into captions, are reported separately from unseen words.
 *
 * <p>Arguments: the folder of a model, a corpus, and the split (default {@code val}).
 */
public final class OpenVocabularyBench {
  private static final int TOP = 10;

  /** Category; word of the captions; word to test. */
  private static final String[] QUERIES = {
    "airport; airport; aerodrome",
    "airport; airport; airfield",
    "baseballfield; baseball field; ballpark",
    "beach; beach; seashore",
    "beach; beach; seaside",
    "church; church; cathedral",
    "commercial; commercial area; business district",
    "denseresidential; dense residential area; crowded neighborhood",
    "farmland; farmland; cropland",
    "farmland; farmland; arable land",
    "forest; forest; woodland",
    "industrial; industrial area; industrial estate",
    "meadow; meadow; pasture",
    "parking; parking lot; car park",
    "port; port; harbour",
    "railwaystation; railway station; train station",
    "square; square; plaza",
    "stadium; stadium; sports arena",
    "storagetanks; storage tanks; fuel tanks",
    "viaduct; viaduct; flyover",
    "airport; airport; jetliners at their gates",
    "airport; airport; air base",
    "baseballfield; baseball field; softball diamond",
    "beach; beach; surfers and bathers",
    "bridge; bridge; footbridge",
    "church; church; basilica",
    "commercial; commercial area; shopping mall",
    "desert; desert; sahara",
    "farmland; farmland; paddy field",
    "farmland; farmland; vegetable plots",
    "forest; forest; jungle",
    "meadow; meadow; savannah",
    "mountain; mountain; summit",
    "parking; parking lot; car lot",
    "pond; pond; fishery basin",
    "port; port; moorings",
    "railwaystation; railway station; locomotive depot",
    "river; river; brook",
    "stadium; stadium; amphitheatre",
    "storagetanks; storage tanks; petroleum depot",
  };

  private OpenVocabularyBench() {}

  /** A word to test next to the word of the captions. */
  private record Query(String kind, String trained, String word, boolean listed) {
    static Query of(String line, Synonyms list) {
      String[] parts = line.split("; ");
      return new Query(parts[0], parts[1], parts[2], list.contains(parts[2]));
    }
  }

  /** Prints a line for each word, then JSON lines. */
  public static void main(String[] args) {
    Synonyms list = Synonyms.of(Synonyms.bundledText(), "synonyms.txt");
    List<Query> queries = Arrays.stream(QUERIES).map(line -> Query.of(line, list)).toList();
    List<CorpusImage> images =
        new CorpusReader(Optional.empty(), true)
            .read(Path.of(args[1]))
            .split(args.length > 2 ? args[2] : "val");
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        WorkerPool workerPool = WorkerPool.forThisMachine();
        KamclModel model = KamclModel.open(Path.of(args[0]), runtime)) {
      List<String> kinds = new ArrayList<>();
      List<float[]> rows = new ArrayList<>();
      new ImageFileEmbedder(model, workerPool)
          .embed(
              images.stream().map(CorpusImage::path).distinct().toList(),
              new ImageFileEmbedder.Sink() {
                @Override
                public void embedded(Path file, Embedding embedding) {
                  kinds.add(file.getFileName().toString().replaceAll("_.*", ""));
                  rows.add(embedding.unitVector());
                }

                @Override
                public void skipped(Path file, Problem problem) {
                  System.err.println(ErrorText.of(problem, Locale.ENGLISH));
                }
              });
      double[][] sums = new double[2][3];
      System.out.printf("%-18s %-24s %-24s %s%n", "category", "caption word", "word", "precision");
      for (Query query : queries) {
        double trained = precision(model, query.trained, query.kind, kinds, rows);
        double word = precision(model, query.word, query.kind, kinds, rows);
        double[] sum = sums[query.listed ? 0 : 1];
        sum[0]++;
        sum[1] += trained;
        sum[2] += word;
        System.out.printf(
            Locale.ROOT,
            "%-18s %-24s %-24s %.1f -> %.1f%s%n",
            query.kind,
            query.trained,
            query.word,
            trained,
            word,
            query.listed ? "" : "  (not listed)");
      }
      print("listed", sums[0]);
      print("notListed", sums[1]);
      double[] all = new double[3];
      for (int i = 0; i < all.length; i++) {
        all[i] = sums[0][i] + sums[1][i];
      }
      print("all", all);
    }
  }

  private static void print(String name, double[] sum) {
    Bench.print("openVocabulary/" + name + "/words", sum[0], "words");
    Bench.print("openVocabulary/" + name + "/trainedPrecision", sum[1] / sum[0], "share");
    Bench.print("openVocabulary/" + name + "/precision", sum[2] / sum[0], "share");
    Bench.print("openVocabulary/" + name + "/ratio", sum[2] / sum[1], "times");
  }

  private static double precision(
      KamclModel model, String text, String kind, List<String> kinds, List<float[]> rows) {
    float[] query = model.embedTexts(List.of(text)).get(0).unitVector();
    double[] scores = new double[rows.size()];
    Integer[] order = new Integer[scores.length];
    for (int i = 0; i < scores.length; i++) {
      order[i] = i;
      for (int d = 0; d < query.length; d++) {
        scores[i] += query[d] * rows.get(i)[d];
      }
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    int found = 0;
    for (int i = 0; i < TOP; i++) {
      found += kinds.get(order[i]).equals(kind) ? 1 : 0;
    }
    return (double) found / TOP;
  }
}
