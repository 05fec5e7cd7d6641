package org.kamcl.explorer.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusFormat;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.corpus.ExclusionFile;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.training.run.Probe;
import org.kamcl.engine.training.run.RunBuilder;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunRequest;
import org.kamcl.engine.training.run.RunSpec;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ExcludedImage;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunProbe;

/** Creates the folders of runs from plans, and plans from runs. */
final class RunCreator {
  private static final String EXCLUSIONS = "exclusions.csv";
  private static final int LONGEST_NAME = 48;

  private final RunStore runs;
  private final ModelStore models;
  private final Optional<Path> pretrained;

  /**
   * @param pretrained folder of the pretrained encoders, if there is one
   */
  RunCreator(RunStore runs, ModelStore models, Optional<Path> pretrained) {
    this.runs = runs;
    this.models = models;
    this.pretrained = pretrained;
  }

  /**
   * Creates a run.
   *
   * @param safePoint is called while the corpus is read and before the folder of the run is made;
   *     what it throws ends the creation and leaves nothing behind
   */
  RunFolder create(RunPlan plan, Runnable safePoint) {
    String name = freeName(plan.title());
    Corpus corpus = read(plan, safePoint);
    safePoint.run();
    List<Exclusion> exclusions = exclusions(plan);
    Path file = runs.path().toAbsolutePath().resolve(name).resolve(EXCLUSIONS);
    Optional<Path> table = exclusions.isEmpty() ? Optional.empty() : Optional.of(file);
    RunRequest request =
        new RunRequest(
            name,
            plan.corpus(),
            plan.format().orElse(null),
            plan.from(),
            plan.configuration(),
            plan.seed(),
            plan.settings(),
            TrainCommandLine.text(TrainCommandLine.words(plan, name, table)),
            exclusions,
            plan.probes().stream().map(RunCreator::probe).toList());
    RunFolder run = new RunBuilder(runs, models, pretrained).create(corpus, request);
    if (table.isPresent()) {
      write(table.get(), exclusions, name);
    }
    new RunFiles(run).labels(new RunFiles.Labels(plan.title(), plan.note(), plan.device()));
    return run;
  }

  static Probe probe(RunProbe probe) {
    return new Probe(probe.query(), probe.wanted().orElse(null));
  }

  static RunProbe probe(Probe probe) {
    return new RunProbe(probe.query(), Optional.ofNullable(probe.wanted()));
  }

  /** Writes the table that a command line names. */
  static void write(Path file, List<Exclusion> exclusions, String name) {
    try {
      ExclusionFile.write(file, exclusions);
    } catch (IOException e) {
      throw new KamclException(e, TrainingRunError.FILE_NOT_WRITTEN, name);
    }
  }

  static List<Exclusion> exclusions(RunPlan plan) {
    return plan.exclusions().stream().map(e -> new Exclusion(e.split(), e.filename())).toList();
  }

  /** The corpus of a plan, without the images that it leaves out. */
  private static Corpus read(RunPlan plan, Runnable safePoint) {
    return new CorpusReader(plan.format().map(CorpusFormat::fromOption), true, safePoint)
        .read(plan.corpus());
  }

  /** Captions of different validation images, evenly spread over the corpus. */
  List<RunProbe> suggestProbes(RunPlan plan, int count, Runnable safePoint) {
    List<CorpusImage> validation = read(plan, safePoint).without(exclusions(plan)).split("val");
    return Probe.suggest(validation, count).stream().map(RunCreator::probe).toList();
  }

  /** The probes of a run, as given or as chosen from its validation captions. */
  List<RunProbe> probes(RunFolder run) {
    List<Probe> probes =
        run.probes().orElseGet(() -> Probe.suggest(validation(run), Probe.SUGGESTED));
    return probes.stream().map(RunCreator::probe).toList();
  }

  /** Changes the probes of a run. */
  void setProbes(RunFolder run, List<RunProbe> probes) {
    Set<String> wanted = new LinkedHashSet<>();
    probes.forEach(probe -> probe.wanted().ifPresent(wanted::add));
    if (!wanted.isEmpty()) {
      validation(run).forEach(image -> wanted.remove(image.filename()));
    }
    if (!wanted.isEmpty()) {
      throw new KamclException(
          TrainingRunError.PROBE_IMAGE_UNKNOWN, wanted.iterator().next(), run.name());
    }
    run.setProbes(probes.stream().map(RunCreator::probe).toList());
  }

  private List<CorpusImage> validation(RunFolder run) {
    RunPlan plan = plan(run, run.name());
    return read(plan, () -> {}).without(exclusions(plan)).split("val");
  }

  /** A name for folder and model that is not taken. */
  private String freeName(String title) {
    String base = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-");
    base = base.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    base = base.isEmpty() ? "run" : base.substring(0, Math.min(LONGEST_NAME, base.length()));
    String name = base;
    for (int number = 2; isTaken(name); number++) {
      name = base + "-" + number;
    }
    return name;
  }

  private boolean isTaken(String name) {
    return runs.has(name) || models.list().stream().anyMatch(m -> m.name().equals(name));
  }

  /** The plan of a run. */
  RunPlan plan(RunFolder run, String title) {
    RunSpec spec = run.spec();
    RunFiles.Labels labels = new RunFiles(run).labels();
    boolean ownNetwork =
        spec.from().equals(RunPlan.SCRATCH) || spec.from().equals(RunPlan.PRETRAINED);
    Map<String, String> settings = RunSettings.changes(spec, ownNetwork);
    List<ExcludedImage> exclusions = new ArrayList<>();
    spec.exclusions().forEach(e -> exclusions.add(new ExcludedImage(e.split(), e.filename())));
    return new RunPlan(
        title,
        labels.note() == null ? "" : labels.note(),
        Path.of(spec.corpus()),
        Optional.ofNullable(spec.format()),
        spec.from(),
        spec.configuration(),
        settings,
        spec.seed(),
        labels.device() == null ? "cpu" : labels.device(),
        run.probes().orElse(List.of()).stream().map(RunCreator::probe).toList(),
        exclusions);
  }
}
