package org.kamcl.explorer.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.CheckedModel;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.InferenceError;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ModelChoice;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.concepts.ConceptMarks;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.index.ParallelExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the engine and a model on first use, in the calling thread. */
final class LazyModel implements ModelSource, ModelChoice, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LazyModel.class);

  /** Models that keep their weights beside the one in use, as people switch back and forth. */
  private static final int KEPT_BESIDE = 1;

  /** The model of the program first, then by name. */
  private static final Comparator<String> BY_NAME =
      Comparator.comparing((String name) -> !name.equals(ModelStore.DEFAULT))
          .thenComparing(Comparator.naturalOrder());

  private final ModelStore store;
  private final Catalog catalog;
  private Optional<String> name;
  private final DeviceChoice device;
  private final ConceptMarks marks;

  /** Held while the model loads; its id and folder can be read meanwhile. */
  private final Object loading = new Object();

  private @Nullable StoredModel chosen;
  private @Nullable ModelId id;

  /** Content hash of the files that were used first. */
  private @Nullable String content;

  private Optional<Problem> warning = Optional.empty();

  private @Nullable Loaded loaded;

  /**
   * Models that were loaded, by the content hash of their files, the one used last at the end. A
   * search or a job that began with one may still read it, so they are not closed. The weights of
   * all but the last ones are unloaded; a model reads its own again when it needs them.
   */
  private final Map<String, Loaded> all = new LinkedHashMap<>(16, 0.75f, true);

  private boolean closed;

  /** Changes only with both locks, so that what is read after it is of the model after it. */
  private volatile long changes;

  /**
   * A model that is not loaded yet.
   *
   * @param catalog its last model is used if no name is given
   * @param name name of the model, if given
   * @param marks of the user on concepts
   */
  LazyModel(
      ModelStore store,
      Catalog catalog,
      Optional<String> name,
      DeviceChoice device,
      ConceptMarks marks) {
    this.store = store;
    this.marks = marks;
    this.catalog = catalog;
    this.name = name;
    this.device = device;
  }

  private record Loaded(EngineRuntime runtime, KamclModel model, WorkerPool workers) {}

  private StoredModel chosen() {
    if (chosen == null) {
      StoredModel found = choose();
      found.requireCard();
      chosen = found;
    }
    return chosen;
  }

  private StoredModel choose() {
    return name.map(store::find).orElseGet(this::lastOrDefault);
  }

  /**
   * The model that indexed the archive, so that searches find something; the default for an empty
   * archive. Another model never takes the place of a missing or damaged one by itself.
   */
  private StoredModel lastOrDefault() {
    return catalog
        .models()
        .last()
        .map(last -> store.findForArchive(last.name()))
        .orElseGet(store::defaultModel);
  }

  /**
   * The model, checked.
   *
   * @throws KamclException if it cannot be used, or its files are others than those used before
   */
  private synchronized CheckedModel checked() {
    StoredModel stored = chosen();
    CheckedModel checked = store.check(stored, catalog.models().contentHashes(stored.name()));
    warning = warning.or(checked::warning);
    String found = checked.contentHash();
    if (content != null && !content.equals(found)) {
      throw new KamclException(InferenceError.MODEL_CHANGED_MEANWHILE, checked.model().name());
    }
    content = found;
    return checked;
  }

  @Override
  public synchronized Optional<Problem> problem() {
    try {
      checked();
      return Optional.empty();
    } catch (KamclException e) {
      return e.is(InferenceError.NO_MODELS) ? Optional.empty() : Optional.of(e.problem());
    }
  }

  @Override
  public synchronized List<String> names() {
    return store.list().stream()
        .filter(m -> m.card().isPresent())
        .map(StoredModel::name)
        .filter(m -> chosen == null || !m.equals(chosen.name()))
        .toList();
  }

  @Override
  public void choose(String other) {
    synchronized (loading) {
      synchronized (this) {
        store.find(other);
        changes++;
        loaded = null;
        name = Optional.of(other);
        chosen = null;
        id = null;
        content = null;
        warning = Optional.empty();
      }
    }
  }

  @Override
  public void use(String other) {
    // Before anything changes, so that the model before stays in use if this one cannot be.
    StoredModel found = store.find(other);
    found.requireCard();
    store.check(found, catalog.models().contentHashes(other));
    choose(other);
    keepInUse();
  }

  /** Makes the model in use the one that the next start opens with. */
  void keepInUse() {
    try {
      catalog.models().use(id());
    } catch (KamclException e) {
      // A read-only archive can be searched all the same.
      LOG.warn("The next start opens with another model: {}", e.getMessage());
    }
  }

  @Override
  public List<IndexedModel> indexed() {
    int images = catalog.summary().images();
    Optional<String> active = name();
    Optional<String> activeHash = info().map(model -> id().hash());
    Set<String> installed =
        store.list().stream()
            .filter(m -> m.card().isPresent())
            .map(StoredModel::name)
            .collect(Collectors.toSet());
    Map<String, IndexedModel> found = new TreeMap<>(BY_NAME);
    catalog
        .models()
        .all()
        .forEach(
            (model, indexed) -> {
              boolean used = activeHash.map(model.hash()::equals).orElse(false);
              String shown = used ? active.orElseThrow() : model.name();
              // Of files that others of the same name have replaced, the last ones count.
              boolean replaced = !used && active.equals(Optional.of(shown));
              if (!replaced && (used || !found.containsKey(shown))) {
                boolean there = installed.contains(shown);
                found.put(shown, new IndexedModel(shown, indexed, images, there, used));
              }
            });
    for (String model : installed) {
      boolean used = active.equals(Optional.of(model));
      found.computeIfAbsent(model, none -> new IndexedModel(none, 0, images, true, used));
    }
    return List.copyOf(found.values());
  }

  /** Name of the model that would be used now; empty if there is none. */
  synchronized Optional<String> name() {
    try {
      return Optional.of((chosen == null ? choose() : chosen).name());
    } catch (KamclException e) {
      // Using the model reports the reason.
      return Optional.empty();
    }
  }

  /** The model, checked but not loaded; empty if there is none or it cannot be used. */
  synchronized Optional<ModelInfo> info() {
    StoredModel model;
    try {
      model = checked().model();
    } catch (KamclException e) {
      // Using the model reports the reason.
      return Optional.empty();
    }
    return model
        .card()
        .map(
            card ->
                new ModelInfo(
                    model.name(),
                    card.network().backbone().title(),
                    card.network().textEncoder().title(),
                    device.isGpu() ? OptionalInt.of(device.gpu()) : OptionalInt.empty(),
                    Objects.requireNonNullElse(card.description(), ""),
                    Objects.requireNonNullElse(card.trainedOn(), ""),
                    Objects.requireNonNullElse(card.limitations(), ""),
                    concepts(model, card),
                    card.network().textEncoder().readsTexts(),
                    Files.exists(model.folder().resolve(ModelFiles.SCORE_CALIBRATION)),
                    model.folder()));
  }

  /** Number of names; the heads may have more outputs. */
  private static int concepts(StoredModel model, ModelCard card) {
    try {
      return ConceptVocabulary.read(model.folder().resolve(ModelFiles.CONCEPTS)).size();
    } catch (KamclException e) {
      // Using the model reports the reason.
      return card.network().conceptCount();
    }
  }

  @Override
  public synchronized ModelId id() {
    if (id == null) {
      CheckedModel checked = checked();
      id =
          catalog
              .models()
              .identify(checked.contentHash(), checked.weightsSha256(), checked.model().name());
    }
    return id;
  }

  @Override
  public synchronized Optional<Problem> warning() {
    return warning;
  }

  @Override
  public synchronized Path folder() {
    return checked().model().folder();
  }

  @Override
  public long changes() {
    return changes;
  }

  @Override
  public KamclModel model() {
    return loaded().model;
  }

  @Override
  public ParallelExecutor executor() {
    Loaded now = loaded();
    return now.workers::runShared;
  }

  @Override
  public <T> ImageEmbedder<T> embedder(ImageEmbedder.Source<T> source) {
    Loaded now = loaded();
    return new ImageEmbedder<>(now.model, now.workers, source);
  }

  private Loaded loaded() {
    synchronized (loading) {
      if (closed) {
        throw new CancellationException("The context is closed.");
      }
      if (loaded == null) {
        // First, so that the engine is not loaded if there is no model or a damaged one.
        CheckedModel checked = checked();
        Loaded known = all.get(checked.contentHash());
        if (known != null) {
          // Concepts may have been marked meanwhile.
          known.model.markConcepts(marks());
          unloadAllBut(1 + KEPT_BESIDE);
          loaded = known;
          return known;
        }
        unloadAllBut(KEPT_BESIDE);
        EngineRuntime runtime = EngineRuntime.open(device);
        boolean opened = false;
        try {
          KamclModel model = store.open(checked, runtime);
          model.markConcepts(marks());
          opened = true;
          loaded = new Loaded(runtime, model, WorkerPool.forThisMachine());
          all.put(checked.contentHash(), loaded);
        } finally {
          if (!opened) {
            runtime.close();
          }
        }
      }
      return loaded;
    }
  }

  /** Frees the memory of all models but those used last. */
  private void unloadAllBut(int kept) {
    all.values().stream().limit(Math.max(0, all.size() - kept)).forEach(one -> one.model.unload());
  }

  /** A damaged file of marks keeps nobody from searching; Concepts tells about it. */
  private Map<String, Boolean> marks() {
    try {
      return marks.read();
    } catch (KamclException e) {
      LOG.warn("The marks of concepts are not used: {}", e.getMessage());
      return Map.of();
    }
  }

  @Override
  public void close() {
    synchronized (loading) {
      closed = true;
      loaded = null;
      for (Loaded one : all.values()) {
        one.workers.close();
        one.model.close();
        one.runtime.close();
      }
      all.clear();
    }
  }
}
