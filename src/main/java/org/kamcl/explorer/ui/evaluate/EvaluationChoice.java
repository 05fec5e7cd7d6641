package org.kamcl.explorer.ui.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.CorpusSummary;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.api.Evaluations.Split;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.evaluate.OfferedCorpus.Origin;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** The chosen model, corpus and split, and what can be chosen. */
final class EvaluationChoice {
  private static final String TEST = "test";
  private static final String VALIDATION = "val";

  /** The split that models are trained on. */
  static final String TRAINING = "train";

  private final ArchiveViewModel archive;
  private final Consumer<Throwable> failed;
  private final LatestTask reading;
  private final ObservableList<String> models = FXCollections.observableArrayList();
  private final ObservableList<OfferedCorpus> corpora = FXCollections.observableArrayList();
  private final ObservableList<Split> splits = FXCollections.observableArrayList();
  private final ObjectProperty<String> model = new SimpleObjectProperty<>();
  private final ObjectProperty<OfferedCorpus> corpus = new SimpleObjectProperty<>();
  private final ObjectProperty<Split> split = new SimpleObjectProperty<>();
  private Runnable changed = () -> {};
  private boolean choosing;

  /**
   * @param failed receives why a corpus cannot be read
   */
  EvaluationChoice(ArchiveViewModel archive, TaskExecutor executor, Consumer<Throwable> failed) {
    this.archive = archive;
    this.failed = failed;
    this.reading = new LatestTask(executor);
    model.addListener((property, before, now) -> tell());
    split.addListener((property, before, now) -> tell());
    corpus.addListener(
        (property, before, now) -> {
          if (!choosing && now != null) {
            read(now.location());
          }
        });
  }

  void onChange(Runnable action) {
    changed = action;
  }

  private void tell() {
    if (!choosing) {
      changed.run();
    }
  }

  private void quietly(Runnable change) {
    boolean before = choosing;
    choosing = true;
    try {
      change.run();
    } finally {
      choosing = before;
    }
  }

  /** Offers models and corpora. */
  void offer(List<String> names, List<OfferedCorpus> known) {
    quietly(
        () -> {
          String before = model.get();
          models.setAll(names);
          boolean stays = before != null && names.contains(before);
          model.set(stays ? before : names.stream().findFirst().orElse(null));
          OfferedCorpus chosen = corpus.get();
          if (chosen == null) {
            corpora.setAll(known);
          } else {
            // The chosen one keeps its name, and is offered even if nothing else knows it.
            List<OfferedCorpus> others = new ArrayList<>(known);
            others.replaceAll(one -> one.location().equals(chosen.location()) ? chosen : one);
            if (!others.contains(chosen)) {
              others.add(0, chosen);
            }
            corpora.setAll(others);
            corpus.set(chosen);
          }
        });
  }

  private OfferedCorpus add(String name, Path location, Origin origin) {
    return corpora.stream()
        .filter(one -> one.location().equals(location))
        .findFirst()
        .orElseGet(
            () -> {
              OfferedCorpus added = new OfferedCorpus(name, location, origin, "");
              corpora.add(added);
              return added;
            });
  }

  /** Reads the list of another corpus and chooses it. */
  void read(Path location) {
    archive
        .services()
        .ifPresent(
            services ->
                reading.start(
                    () -> services.evaluations().corpus(location),
                    found -> choose(model.get(), found, wantedSplit()),
                    failed));
  }

  private String wantedSplit() {
    return split.get() == null ? TEST : split.get().name();
  }

  /** Chooses model, corpus and split. */
  void choose(String name, CorpusSummary found, String wanted) {
    quietly(
        () -> {
          if (models.contains(name)) {
            model.set(name);
          }
          corpus.set(add(found.name(), found.location(), Origin.RECENT));
          splits.setAll(found.splits());
          split.set(preferred(wanted).orElse(null));
        });
    changed.run();
  }

  /** The wanted split, else one whose images a model has not learned from, if there is one. */
  private Optional<Split> preferred(String wanted) {
    return Stream.of(wanted, TEST, VALIDATION)
        .flatMap(name -> splits.stream().filter(one -> one.name().equals(name)))
        .findFirst()
        .or(() -> splits.stream().filter(one -> !one.name().equals(TRAINING)).findFirst())
        .or(() -> splits.stream().findFirst());
  }

  /** Chooses what was evaluated, and reads its corpus for the other splits. */
  void choose(Summary evaluation) {
    Evaluation.Setting setting = evaluation.setting();
    Split own = new Split(setting.split(), evaluation.images(), evaluation.captions());
    quietly(
        () -> {
          if (!models.contains(setting.model())) {
            // The model was deleted; its evaluation can still be read.
            models.add(setting.model());
          }
          model.set(setting.model());
          corpus.set(add(setting.corpus(), setting.location(), Origin.EVALUATED));
          splits.setAll(List.of(own));
          split.set(own);
        });
    changed.run();
    archive
        .services()
        .ifPresent(
            services ->
                reading.start(
                    () -> services.evaluations().corpus(setting.location()),
                    this::addSplits,
                    // The evaluation is shown; that its corpus is gone matters when it is run
                    // again.
                    failure -> {}));
  }

  private void addSplits(CorpusSummary found) {
    quietly(
        () -> {
          List<Split> all = new ArrayList<>(found.splits());
          Split chosen = split.get();
          all.replaceAll(one -> chosen != null && one.name().equals(chosen.name()) ? chosen : one);
          splits.setAll(all);
          split.set(chosen);
        });
  }

  /** Whether an evaluation is that of the chosen model, corpus and split. */
  boolean isChosen(Evaluation.Setting setting) {
    return corpus.get() != null
        && split.get() != null
        && setting.model().equals(model.get())
        && setting.location().equals(corpus.get().location())
        && setting.split().equals(split.get().name());
  }

  /** What to evaluate; empty until all is chosen. */
  Optional<Request> request(boolean rerank) {
    if (model.get() == null || corpus.get() == null || split.get() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Request(
            Objects.requireNonNull(corpus.get()).location(),
            Optional.empty(),
            split.get().name(),
            model.get(),
            Optional.empty(),
            rerank));
  }

  ObservableList<String> models() {
    return models;
  }

  ObservableList<OfferedCorpus> corpora() {
    return corpora;
  }

  ObservableList<Split> splits() {
    return splits;
  }

  ObjectProperty<String> modelProperty() {
    return model;
  }

  ObjectProperty<OfferedCorpus> corpusProperty() {
    return corpus;
  }

  ObjectProperty<Split> splitProperty() {
    return split;
  }

  boolean isBusy() {
    return reading.isBusy();
  }

  void close() {
    reading.cancel();
  }
}
