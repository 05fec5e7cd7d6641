package org.kamcl.explorer.concepts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.index.EmbeddingSnapshot;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;

/** Keeps the state of the archive in memory, until it changes. Thread-safe. */
public final class ConceptArchive {
  private final Catalog catalog;
  private final ModelSource model;
  private final EmbeddingStore embeddings;
  private @Nullable State last;

  /**
   * @param embeddings the embeddings of the images
   */
  public ConceptArchive(Catalog catalog, ModelSource model, EmbeddingStore embeddings) {
    this.catalog = catalog;
    this.model = model;
    this.embeddings = embeddings;
  }

  /**
   * The archive at one moment.
   *
   * @param version the catalog's version of the images
   */
  record State(
      ModelId model,
      KamclModel loaded,
      long version,
      EmbeddingSnapshot embeddings,
      long[] searchable,
      ConceptSnapshot snapshot,
      Consumer<Runnable> executor)
      implements PlotInput {
    @Override
    public long[] images() {
      return searchable;
    }

    @Override
    public float[] vector(long image) {
      return embeddings.index().vector(image).orElseThrow();
    }

    @Override
    public byte[] strengths(long image) {
      OptionalInt position = embeddings.index().position(image);
      // An image that has been removed meanwhile has no concepts.
      return position.isPresent() ? embeddings.concepts().get(position.getAsInt()) : new byte[0];
    }

    @Override
    public List<String> concepts() {
      return loaded.conceptNames();
    }

    @Override
    public boolean isVisual(int concept) {
      return loaded.isVisualConcept(concept);
    }
  }

  /**
   * The archive as it is now.
   *
   * @param cancelled is asked while images are counted
   * @throws KamclException if no image was indexed with the model
   */
  synchronized State current(BooleanSupplier cancelled) {
    if (catalog.summary().images() == 0) {
      // Checked first, so that no model is loaded for an empty archive.
      throw new KamclException(ConceptError.ARCHIVE_EMPTY);
    }
    KamclModel loaded = model.model();
    ModelId id = model.id();
    EmbeddingSnapshot now = embeddings.read(id, loaded.dimension(), model.executor());
    long version = catalog.imagesVersion();
    State known = last;
    if (known == null
        || !known.model().equals(id)
        || isOther(known.embeddings(), now)
        || known.version() != version) {
      known = read(id, loaded, now, version, cancelled);
      last = known;
    }
    if (known.searchable().length == 0) {
      throw new KamclException(ConceptError.ARCHIVE_NOT_INDEXED, id.name());
    }
    return known;
  }

  @SuppressWarnings("ReferenceEquality") // Each state of the embeddings is one object.
  private static boolean isOther(EmbeddingSnapshot before, EmbeddingSnapshot now) {
    return before != now;
  }

  private State read(
      ModelId id,
      KamclModel loaded,
      EmbeddingSnapshot now,
      long version,
      BooleanSupplier cancelled) {
    Map<Long, ImageRecord> byId = new HashMap<>();
    catalog.images().forEach(image -> byId.put(image.id(), image));
    List<@Nullable ImageRecord> images = new ArrayList<>(now.index().size());
    BitSet known = new BitSet();
    for (int i = 0; i < now.index().size(); i++) {
      ImageRecord image = byId.get(now.index().id(i));
      images.add(image);
      known.set(i, image != null);
    }
    ConceptSnapshot snapshot =
        new ConceptSnapshot(
            loaded.conceptNames(),
            loaded::isVisualConcept,
            loaded::isVisualByDefault,
            loaded.conceptCalibration(),
            now.concepts(),
            images,
            known,
            cancelled);
    long[] searchable = known.stream().mapToLong(i -> now.index().id(i)).toArray();
    return new State(id, loaded, version, now, searchable, snapshot, model.executor()::run);
  }

  /** Marks concepts as visible in images or not. */
  void mark(Map<String, Boolean> visible) {
    model.model().markConcepts(visible);
  }

  /** Whether the model itself counts a concept as visible; empty if it has none of that name. */
  Optional<Boolean> isVisualByDefault(String concept) {
    int index = model.model().conceptNames().indexOf(concept);
    return index < 0 ? Optional.empty() : Optional.of(model.model().isVisualByDefault(index));
  }

  /** The folder of the model's files. */
  Path modelFolder() {
    return model.folder();
  }

  /** Name of the model. */
  String modelName() {
    return model.id().name();
  }

  /** Plots of the same archive. */
  public PlotService plots() {
    return new PlotService(this::current);
  }
}
