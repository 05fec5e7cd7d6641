package org.kamcl.engine.training.run;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelManifest;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptTargets;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.knowledge.ImageTags;
import org.kamcl.engine.knowledge.Knowledge;
import org.kamcl.engine.knowledge.KnowledgeBuilder;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.TextEncoder;
import org.kamcl.engine.runtime.ProgramVersion;
import org.kamcl.engine.text.Synonyms;
import org.kamcl.engine.training.config.SettingValue;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.file.TextFiles;

/**
 * Creates runs: determines settings, vocabularies, concepts and initial weights and writes them to
 * the run folder, so that a run depends only on its folder and the corpus.
 */
public final class RunBuilder {
  private static final Gson GSON = new Gson();

  private final RunStore runs;
  private final ModelStore models;
  private final Optional<Path> pretrained;

  /**
   * @param pretrained folder of the pretrained encoders, if there is one
   */
  public RunBuilder(RunStore runs, ModelStore models, Optional<Path> pretrained) {
    this.runs = runs;
    this.models = models;
    this.pretrained = pretrained;
  }

  /**
   * Creates a run.
   *
   * @throws KamclException if the request is inconsistent or does not fit the corpus or the models
   */
  public RunFolder create(Corpus whole, RunRequest plan) {
    checkExclusions(whole, plan.exclusions());
    Corpus corpus = whole.without(plan.exclusions());
    List<CorpusImage> images = corpus.split("train");
    if (images.isEmpty()) {
      throw new KamclException(
          RunError.NO_TRAINING_SPLIT, corpus.name(), List.copyOf(corpus.splits()));
    }
    Optional<StoredModel> model = startModel(plan);
    RunConfiguration configuration = RunConfiguration.of(plan, model);
    String name = plan.name() == null ? freeName(corpus.name()) : plan.name();
    if (models.list().stream().anyMatch(m -> !m.bundled() && m.name().equals(name))) {
      throw new KamclException(RunError.MODEL_EXISTS, name);
    }
    Map<String, String> settings = known(plan.settings(), true);
    Knowledge knowledge =
        knowledge(corpus, configuration.training(settings, configuration.network(1)));
    NetworkConfig network = configuration.network(knowledge.vocabulary().size());
    TrainingConfig training = configuration.training(settings, network);
    Map<String, String> changes = known(plan.settings(), false);
    if (!changes.isEmpty()) {
      network = SettingValue.with(GSON, network, NetworkConfig.class, changes);
    }
    training = RunConfiguration.forConceptsOf(network, training, settings);
    if (network.published() && !training.sampling().imageSizes().isEmpty()) {
      throw new KamclException(RunError.ONE_IMAGE_SIZE);
    }
    if (training.encoders().areFrozen() && !RunConfiguration.hasFixedFeatures(network)) {
      throw new KamclException(RunError.FEATURES_NOT_FIXED);
    }
    if (training.sampling().hardBatchFraction() > 0
        && !training.encoders().areFrozen()
        && !new KamclNetwork(network).textTower().encoder().embedsSentences()) {
      throw new KamclException(RunError.HARD_BATCHES_NEED_SENTENCE_ENCODER);
    }
    int samples =
        training.sampling().allCaptions()
            ? images.stream().mapToInt(i -> i.captions().size()).sum()
            : images.size();
    if (samples < training.sampling().batchSize()) {
      throw new KamclException(
          RunError.TOO_FEW_SAMPLES,
          samples,
          training.sampling().batchSize(),
          training.largestBatchSize(samples));
    }
    ConceptVocabulary concepts = concepts(model, network, knowledge);
    @Nullable String synonyms =
        training.sampling().synonymProbability() > 0 ? synonyms(training) : null;
    RunSpec spec =
        new RunSpec(
            RunSpec.FORMAT_VERSION,
            name,
            plan.corpus().toAbsolutePath().normalize().toString(),
            plan.format(),
            CorpusFingerprint.of(corpus.images()),
            from(plan, configuration),
            configuration.name(),
            plan.seed(),
            network,
            training,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            plan.command(),
            plan.exclusions(),
            ProgramVersion.current());
    double[] means =
        training.knowledge().conceptPriorInit()
            ? ConceptTargets.of(
                    images.stream().map(image -> ImageTags.of(image.captions())).toList(), concepts)
                .means(network.conceptCount())
            : null;
    InitialWeights start = new InitialWeights(network, plan.seed(), means);
    List<Probe> probes =
        plan.probes().isEmpty()
            ? Probe.suggest(corpus.split("val"), Probe.SUGGESTED)
            : plan.probes();
    return runs.create(
        name,
        folder -> {
          write(folder, spec, start, model, knowledge, concepts, synonyms);
          ProbeFile.write(folder, probes);
        });
  }

  /**
   * @throws KamclException if an image that is to be left out is not in the corpus
   */
  private static void checkExclusions(Corpus corpus, List<Exclusion> exclusions) {
    if (exclusions.isEmpty()) {
      return;
    }
    Set<Exclusion> present = new HashSet<>();
    corpus.images().forEach(image -> present.add(Exclusion.of(image)));
    for (Exclusion exclusion : exclusions) {
      if (!present.contains(exclusion)) {
        throw new KamclException(
            RunError.EXCLUSION_UNKNOWN, exclusion.filename(), exclusion.split(), corpus.name());
      }
    }
  }

  /**
   * The current synonym list. It is copied to the run folder, so that a resumed run uses the same
   * words.
   */
  private static String synonyms(TrainingConfig training) {
    String file = training.sampling().synonymFile();
    if (file.isEmpty()) {
      return Synonyms.bundledText();
    }
    try {
      String text = TextFiles.readUtf8(Path.of(file));
      // Fails before the run is created if the list is invalid.
      Synonyms.of(text, file);
      return text;
    } catch (IOException e) {
      throw new KamclException(e, RunError.SYNONYMS_UNREADABLE, file);
    }
  }

  private static String from(RunRequest plan, RunConfiguration configuration) {
    if (plan.from() != null) {
      return plan.from();
    }
    return configuration.isPublished() ? InitialWeights.SCRATCH : InitialWeights.PRETRAINED;
  }

  private Optional<StoredModel> startModel(RunRequest plan) {
    if (plan.from() == null
        || plan.from().equals(InitialWeights.PRETRAINED)
        || plan.from().equals(InitialWeights.SCRATCH)) {
      return Optional.empty();
    }
    return Optional.of(models.check(models.find(plan.from())).model());
  }

  private String freeName(String corpus) {
    String base = corpus.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    base = base.replaceAll("^-|-$", "");
    base = base.isEmpty() ? "run" : base.substring(0, Math.min(40, base.length()));
    int number = 1;
    while (taken(base + "-" + number)) {
      number++;
    }
    return base + "-" + number;
  }

  private boolean taken(String name) {
    return runs.has(name) || models.list().stream().anyMatch(m -> m.name().equals(name));
  }

  /** The settings of the training, or those of the network. */
  private static Map<String, String> known(Map<String, String> settings, boolean training) {
    Map<String, String> part = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          boolean network = SettingValue.names(GSON, NetworkConfig.defaults()).contains(name);
          if (!network && !TrainingConfig.hasSetting(name)) {
            throw SettingValue.unknown(name);
          }
          if (network != training) {
            part.put(name, value);
          }
        });
    return part;
  }

  private static Knowledge knowledge(Corpus corpus, TrainingConfig training) {
    int count = NetworkConfig.CONCEPT_COUNT;
    return (training.knowledge().vocabularyFromTrainOnly()
            ? KnowledgeBuilder.defaults(count)
            : KnowledgeBuilder.published(count))
        .build(corpus);
  }

  /**
   * The concepts of the run: those of the model if its features contain them, otherwise those of
   * the corpus.
   */
  private static ConceptVocabulary concepts(
      Optional<StoredModel> model, NetworkConfig network, Knowledge knowledge) {
    if (model.isPresent() && (network.addConcepts() || network.conceptToken())) {
      return ConceptVocabulary.read(model.get().folder().resolve(ModelFiles.CONCEPTS));
    }
    if (knowledge.concepts().size() <= network.conceptCount()) {
      return knowledge.concepts();
    }
    return new ConceptVocabulary(knowledge.concepts().names().subList(0, network.conceptCount()));
  }

  private void write(
      Path folder,
      RunSpec spec,
      InitialWeights start,
      Optional<StoredModel> model,
      Knowledge knowledge,
      ConceptVocabulary concepts,
      @Nullable String synonyms) {
    TextEncoder encoder = new KamclNetwork(spec.network()).textTower().encoder();
    WeightSet weights =
        model.isPresent()
            ? start.model(model.get().folder(), model.get().requireCard().network(), concepts)
            : spec.from().equals(InitialWeights.SCRATCH)
                ? start.scratch()
                : start.pretrained(pretrainedFolder());
    SafeTensors.write(folder.resolve(RunFolder.INITIAL_WEIGHTS), weights);
    try {
      Optional<String> words = ModelFiles.vocabularyFile(spec.network());
      if (words.isPresent()) {
        writeVocabulary(folder.resolve(words.get()), model, encoder, knowledge);
      }
      Files.writeString(
          folder.resolve(ModelFiles.CONCEPTS), concepts.toJson(), StandardCharsets.UTF_8);
      writeWords(folder, model, knowledge, concepts);
      if (synonyms != null) {
        Files.writeString(folder.resolve(RunFolder.SYNONYMS), synonyms, StandardCharsets.UTF_8);
      }
      List<String> constant =
          Stream.of(
                  words.orElse(ModelFiles.CONCEPTS),
                  ModelFiles.CONCEPTS,
                  ModelFiles.KNOWLEDGE,
                  RunFolder.SYNONYMS)
              .distinct()
              .filter(file -> Files.exists(folder.resolve(file)))
              .toList();
      Files.writeString(
          folder.resolve(RunFolder.SPEC),
          SpecFile.create(spec, folder, constant),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FOLDER_NOT_WRITABLE, folder);
    }
  }

  private void writeVocabulary(
      Path target, Optional<StoredModel> model, TextEncoder encoder, Knowledge knowledge)
      throws IOException {
    if (model.isPresent()) {
      Files.copy(model.get().folder().resolve(target.getFileName()), target);
    } else if (encoder.pretrainedVocabularyFile().isEmpty()) {
      Files.writeString(target, knowledge.vocabulary().toJson(), StandardCharsets.UTF_8);
    } else {
      Path given = pretrainedFolder().resolve(encoder.pretrainedVocabularyFile().get());
      ModelManifest.checkFile(given);
      Files.copy(given, target);
    }
  }

  /** What became of the words, of the corpus or of the model that the concepts come from. */
  private static void writeWords(
      Path folder, Optional<StoredModel> model, Knowledge knowledge, ConceptVocabulary concepts)
      throws IOException {
    Path file = folder.resolve(ModelFiles.KNOWLEDGE);
    if (concepts.names().equals(knowledge.concepts().names())) {
      Files.writeString(file, knowledge.words().toJson(), StandardCharsets.UTF_8);
    } else if (model.isPresent()) {
      Path given = model.get().folder().resolve(ModelFiles.KNOWLEDGE);
      if (Files.exists(given)) {
        Files.copy(given, file);
      }
    }
  }

  private Path pretrainedFolder() {
    return pretrained.orElseThrow(() -> new KamclException(RunError.PRETRAINED_NOT_FOUND));
  }
}
