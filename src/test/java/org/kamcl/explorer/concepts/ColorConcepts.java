package org.kamcl.explorer.concepts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.knowledge.CorpusWords;
import org.kamcl.engine.knowledge.KnowledgeBuilder;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ConceptAnalysis;
import org.kamcl.explorer.api.EmbeddingPlots;
import org.kamcl.explorer.domain.ImageRecord;

/** Concepts of an archive without an engine: the area shares of colors. */
public final class ColorConcepts implements ConceptAnalysis {
  private static final List<String> NAMES =
      List.of("green", "blue", "red", "grey", "bright", "dark");

  /** The words of three images: the captions of two have "green" more than once. */
  private static final CorpusWords WORDS =
      KnowledgeBuilder.defaults(1)
          .build(
              List.of(
                  image(0, "green fields and the green sea", "the green fields"),
                  image(1, "many green fields", "green fields", "the sea"),
                  image(2, "blue water", "one boat")),
              List.of(
                  image(0, "green fields and the green sea", "the green fields"),
                  image(1, "many green fields", "green fields", "the sea"),
                  image(2, "blue water", "one boat")))
          .words();

  private final Map<String, Boolean> marks = new ConcurrentHashMap<>();
  private final List<ImageRecord> images;
  private final LongFunction<Map<String, Double>> colors;

  /**
   * @param colors area share by color of an image
   */
  public ColorConcepts(List<ImageRecord> images, LongFunction<Map<String, Double>> colors) {
    this.images = images;
    this.colors = colors;
  }

  private static CorpusImage image(int id, String... captions) {
    return new CorpusImage(id + ".png", Path.of(id + ".png"), "train", List.of(captions));
  }

  private byte[] row(long image) {
    byte[] row = new byte[NAMES.size()];
    for (int c = 0; c < row.length; c++) {
      row[c] =
          (byte) Math.round(255 * Math.min(1, colors.apply(image).getOrDefault(NAMES.get(c), 0.0)));
    }
    return row;
  }

  /** As with the model: "dark" cannot be seen. */
  private static boolean isVisual(int concept) {
    return !NAMES.get(concept).equals("dark");
  }

  private ConceptSnapshot snapshot(BooleanSupplier cancelled) {
    if (images.isEmpty()) {
      throw new KamclException(ConceptError.ARCHIVE_EMPTY);
    }
    List<byte[]> rows = new ArrayList<>();
    BitSet all = new BitSet();
    for (ImageRecord image : images) {
      all.set(rows.size());
      rows.add(row(image.id()));
    }
    return new ConceptSnapshot(
        NAMES,
        concept -> marks.getOrDefault(NAMES.get(concept), isVisual(concept)),
        ColorConcepts::isVisual,
        new ConceptCalibration(
            Map.of("green", 0.5, "grey", ConceptCalibration.NEVER_DISPLAYED),
            0.2,
            List.of(new ConceptCalibration.Point(0, 0), new ConceptCalibration.Point(1, 0.9)),
            "colors"),
        rows,
        List.copyOf(images),
        all,
        cancelled);
  }

  private static OptionalInt corpusImages(int concept) {
    return OptionalInt.of(100 - concept);
  }

  @Override
  public Overview overview(BooleanSupplier cancelled) {
    ConceptSnapshot snapshot = snapshot(cancelled);
    return new Overview(
        "colors",
        snapshot.images(),
        "tints",
        "colors",
        snapshot.concepts(ColorConcepts::corpusImages));
  }

  @Override
  public Details details(String concept, int examples, BooleanSupplier cancelled) {
    ConceptSnapshot snapshot = snapshot(cancelled);
    return snapshot.details(
        snapshot.index(concept).orElseThrow(), examples, ColorConcepts::corpusImages);
  }

  @Override
  public void mark(String concept, boolean visual) {
    marks.put(concept, visual);
  }

  @Override
  public Origin origin(String word) {
    return word.equals("lost")
        ? new Origin("colors", Optional.empty())
        : new Origin("colors", Optional.of(ModelWords.history(WORDS, word)));
  }

  /** Plots of the color shares. */
  public EmbeddingPlots plots() {
    PlotInput input =
        new PlotInput() {
          @Override
          public long[] images() {
            return images.stream().mapToLong(ImageRecord::id).toArray();
          }

          @Override
          public float[] vector(long image) {
            byte[] row = row(image);
            float[] vector = new float[row.length];
            for (int c = 0; c < row.length; c++) {
              vector[c] = (row[c] & 0xff) / 255f;
            }
            return vector;
          }

          @Override
          public byte[] strengths(long image) {
            return row(image);
          }

          @Override
          public List<String> concepts() {
            return NAMES;
          }

          @Override
          public boolean isVisual(int concept) {
            return ColorConcepts.isVisual(concept);
          }

          @Override
          public Consumer<Runnable> executor() {
            return Runnable::run;
          }
        };
    return new PlotService(
        cancelled -> {
          if (images.isEmpty()) {
            throw new KamclException(ConceptError.ARCHIVE_EMPTY);
          }
          return input;
        });
  }
}
