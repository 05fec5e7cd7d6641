package org.kamcl.explorer.captioning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.kamcl.engine.active.ConceptUncertainty;
import org.kamcl.engine.active.ImageSelector;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.CaptionSuggestions;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.api.CaptioningQueue.Reason;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.EmbeddingSnapshot;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/** Suggests images of an archive for captions. Thread-safe. */
public final class CaptionSuggestionService implements CaptionSuggestions {
  /** Concepts that are named as a reason. */
  private static final int UNSURE = 3;

  /** Concepts of an image that are offered for its caption. */
  private static final int STRONG = 8;

  /** Strength 1 in a row. */
  private static final double LEVELS = 255;

  private final Catalog catalog;
  private final ModelSource model;
  private final EmbeddingStore embeddings;
  private final Supplier<Predicate<ImageRecord>> inCorpora;

  /**
   * @param embeddings the embeddings of the images
   * @param inCorpora which images have captions in a corpus that was made from the archive
   */
  public CaptionSuggestionService(
      Catalog catalog,
      ModelSource model,
      EmbeddingStore embeddings,
      Supplier<Predicate<ImageRecord>> inCorpora) {
    this.catalog = catalog;
    this.model = model;
    this.embeddings = embeddings;
    this.inCorpora = inCorpora;
  }

  @Override
  public Job<Suggestions> suggest(Request request) {
    return context -> suggest(request, context);
  }

  private Suggestions suggest(Request request, JobContext context) {
    if (request.count() < 1 || request.count() > MOST) {
      throw new KamclException(CaptioningError.COUNT_OUT_OF_RANGE, request.count(), MOST);
    }
    if (catalog.summary().images() == 0) {
      throw new KamclException(CaptioningError.ARCHIVE_EMPTY);
    }
    KamclModel loaded = model.model();
    String name = model.id().name();
    EmbeddingSnapshot embedded = embeddings.read(model.id(), loaded.dimension(), model.executor());
    if (embedded.index().size() == 0) {
      throw new KamclException(CaptioningError.ARCHIVE_NOT_INDEXED, name);
    }
    Archive archive = read(request.filter(), embedded, name);
    ConceptUncertainty uncertainty =
        new ConceptUncertainty(
            loaded.conceptCalibration(), loaded::isVisualConcept, loaded.conceptNames().size());
    ArchivePool pool =
        new ArchivePool(
            embedded.index(),
            embedded.concepts(),
            uncertainty::of,
            archive.captioned,
            archive.candidates);
    ImageSelector.Selection selection =
        ImageSelector.select(pool, request.count(), context::cancelled);
    List<Suggestion> suggestions = new ArrayList<>();
    for (ImageSelector.Choice choice : selection.choices()) {
      byte[] strengths = embedded.concepts().get(choice.image());
      List<String> unsure =
          uncertainty.mostUnsure(strengths, UNSURE).stream()
              .map(loaded.conceptNames()::get)
              .toList();
      suggestions.add(
          new Suggestion(
              suggestions.size() + 1,
              archive.image(choice.image()),
              new Reason(
                  choice.uncertainty(), choice.distance(), unsure, strong(loaded, strengths))));
    }
    return new Suggestions(
        name,
        List.copyOf(suggestions),
        selection.candidates(),
        selection.captioned(),
        selection.same(),
        List.copyOf(archive.skipped));
  }

  /** Visual concepts whose strength reaches their threshold, the strongest first. */
  private static List<String> strong(KamclModel model, byte[] strengths) {
    List<String> names = model.conceptNames();
    return IntStream.range(0, Math.min(names.size(), strengths.length))
        .filter(model::isVisualConcept)
        .filter(
            c ->
                (strengths[c] & 0xff) / LEVELS
                    >= model.conceptCalibration().displayThreshold(names.get(c)))
        .boxed()
        .sorted(Comparator.comparingInt((Integer c) -> -(strengths[c] & 0xff)))
        .limit(STRONG)
        .map(names::get)
        .toList();
  }

  /** The images by their positions in the index. */
  private static final class Archive {
    private final BitSet captioned = new BitSet();
    private final BitSet candidates = new BitSet();
    private final Map<Integer, ImageRecord> images = new HashMap<>();
    private final List<Skipped> skipped = new ArrayList<>();

    ImageRecord image(int position) {
      ImageRecord image = images.get(position);
      if (image == null) {
        throw new IllegalStateException("No candidate is at " + position);
      }
      return image;
    }
  }

  private Archive read(SearchFilter filter, EmbeddingSnapshot embedded, String name) {
    LongPredicate matches = matches(filter);
    Set<Long> written = new HashSet<>();
    CaptioningQueue queue = catalog.captioning();
    queue.captioned().forEach(entry -> written.add(entry.image().id()));
    Set<Long> unusable = queue.unusable();
    Set<Long> damaged = Set.copyOf(embedded.damaged());
    Predicate<ImageRecord> inCorpus = inCorpora.get();
    Archive archive = new Archive();
    for (ImageRecord image : catalog.images()) {
      OptionalInt position = embedded.index().position(image.id());
      boolean hasCaption =
          !image.captions().isEmpty() || written.contains(image.id()) || inCorpus.test(image);
      if (hasCaption) {
        position.ifPresent(archive.captioned::set);
      } else if (matches.test(image.id()) && !unusable.contains(image.id())) {
        if (position.isPresent()) {
          archive.candidates.set(position.getAsInt());
          archive.images.put(position.getAsInt(), image);
        } else {
          archive.skipped.add(
              new Skipped(image, skipped(image, damaged.contains(image.id()), name)));
        }
      }
    }
    return archive;
  }

  private static Problem skipped(ImageRecord image, boolean damaged, String model) {
    Path file = image.file();
    String label = image.tile().map(tile -> file + " " + tile).orElse(file.toString());
    return damaged
        ? Problem.of(CaptioningError.EMBEDDING_DAMAGED, label)
        : Problem.of(CaptioningError.NOT_EMBEDDED, label, model);
  }

  private LongPredicate matches(SearchFilter filter) {
    if (filter.isEmpty()) {
      return id -> true;
    }
    Set<Long> ids = new HashSet<>();
    LongStream.of(catalog.imageIds(filter)).forEach(ids::add);
    return ids::contains;
  }
}
