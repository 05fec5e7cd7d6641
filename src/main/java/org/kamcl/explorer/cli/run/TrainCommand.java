package org.kamcl.explorer.cli.run;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.ExclusionFile;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.config.SettingDescriptions;
import org.kamcl.engine.training.config.SettingsFile;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.run.RunBuilder;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunMeasurement;
import org.kamcl.engine.training.run.RunMeasurer;
import org.kamcl.engine.training.run.RunRequest;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.engine.training.run.Trainer;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.corpus.CorpusOptions;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.training.TrainCommandLine;
import org.kamcl.file.TemporaryName;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kamcl train}: starts or resumes a training run. */
@Command(
    name = "train",
    description = "Train a model on a corpus with captions, or resume a run.",
    mixinStandardHelpOptions = true,
    customSynopsis = {
      "kamcl train CORPUS [--config published|default|fine-tune|adapter|concepts|FILE]",
      "            [--name RUN] [--from MODEL|pretrained|scratch] [--unfreeze N]",
      "            [--epochs N] [--minutes M] [--seed S]",
      "            [--device D] [--exclude FILE] [--set key=value]...",
      "kamcl train CORPUS --dry-run ...",
      "kamcl train --resume RUN [--minutes M] [--device D] [--set key=value]...",
      "kamcl train --resume RUN --stop"
    })
public final class TrainCommand implements Callable<Integer> {
  /** A year. */
  private static final int MAX_MINUTES = 525_600;

  private static final String[] CONFIGURATIONS = {
    "published", "default", "fine-tune", "adapter", "concepts"
  };

  private final CommandOutput commandOutput;

  @Spec private CommandSpec command;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  /** The corpus to train on, or the run to resume. */
  private static final class Subject {
    @CommandLine.Parameters(
        paramLabel = "CORPUS",
        description = "A folder with images and captions, or the JSON or CSV file that lists them.")
    private Path corpus;

    @Option(
        names = "--resume",
        paramLabel = "RUN",
        description = "Resume a run that was paused, killed or failed; see kamcl runs list.")
    private String resume;
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Format of the corpus: dataset-json, nwpu-json, coco-json, list-json, caps-txt or csv."
              + " Default: detected.")
  private String format;

  @Option(
      names = "--config",
      paramLabel = "published|default|fine-tune|adapter|concepts|FILE",
      description =
          "published: as in the published code; default: our corrected training; fine-tune: short"
              + " training of a model (--from) at low learning rates; adapter: small networks above"
              + " the frozen encoders of any model, in minutes; concepts: concept heads above them,"
              + " embeddings unchanged; or a JSON file of settings, which may name one of these as"
              + " \"configuration\".")
  private String config;

  @Option(
      names = "--name",
      paramLabel = "RUN",
      description =
          "Name of the run and of its model; existing ones are not replaced. Default: the name of"
              + " the corpus and a number.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "MODEL|pretrained|scratch",
      description =
          "Initial weights: a model to fine-tune, pretrained encoders (default), or random"
              + " weights.")
  private String from;

  @Option(
      names = "--pretrained",
      paramLabel = "DIR",
      description =
          "Folder of the pretrained encoders. Default: $KAMCL_PRETRAINED, else the encoders bundled"
              + " with the program.")
  private Path pretrained;

  @Option(
      names = "--unfreeze",
      paramLabel = "N",
      description =
          "With --config adapter: also train the last N blocks of both encoders, at rates that fall"
              + " from block to block. Same as --set trainedBlocks=N. Images are then read and"
              + " augmented in each epoch; caption states are cached up to the first open block.")
  private Integer unfreeze;

  @Option(names = "--epochs", paramLabel = "N", description = "Same as --set epochs=N.")
  private Integer epochs;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Write a checkpoint and end after this many minutes. Continue with --resume.")
  private Double minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Random seed; equal seeds give bit-identical results. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "Change a setting. Can be repeated. The settings are listed below.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--exclude",
      paramLabel = "FILE",
      description =
          "CSV table with the columns split and filename: images of the corpus that are left out;"
              + " kamcl corpus check --exclude writes one.")
  private Path exclude;

  @Option(
      names = "--dry-run",
      description =
          "Only measure what the run takes: time, memory and disk, by three steps. Nothing is"
              + " kept.")
  private boolean dryRun;

  @Option(
      names = "--stop",
      description =
          "With --resume: end the run instead. The weights of its best epoch become its model.")
  private boolean stop;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public TrainCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (minutes != null && !(minutes > 0 && minutes <= MAX_MINUTES)) {
      throw new KamclException(RunCommandError.INVALID_MINUTES, MAX_MINUTES);
    }
    if (unfreeze != null && unfreeze < 0) {
      throw new KamclException(RunCommandError.INVALID_BLOCKS);
    }
    if (stop && (subject.resume == null || dryRun || minutes != null || changesSettings())) {
      throw new KamclException(RunCommandError.STOP_WITH_OTHERS);
    }
    Workspace workspace = options.workspace();
    if (dryRun) {
      return measure(workspace);
    }
    RunFolder run = subject.resume == null ? start(workspace, workspace.runs()) : resume(workspace);
    TrainingProcess process =
        new TrainingProcess(commandOutput, workspace, device.device(), options.json());
    if (stop) {
      process.end(run);
    } else {
      process.train(run, limit());
    }
    return 0;
  }

  private Optional<Duration> limit() {
    return Optional.ofNullable(minutes).map(m -> Duration.ofMillis((long) (m * 60_000)));
  }

  private boolean changesSettings() {
    return epochs != null || !settings.isEmpty();
  }

  private RunFolder start(Workspace workspace, RunStore runs) {
    Map<String, String> all = new LinkedHashMap<>();
    String configuration = configuration(all);
    all.putAll(settings);
    if (epochs != null) {
      all.put("epochs", epochs.toString());
    }
    if (unfreeze != null) {
      all.put("trainedBlocks", unfreeze.toString());
    }
    if (name != null) {
      // Before the corpus is read, which takes long.
      RunStore.checkName(name);
    }
    Corpus corpus = CorpusOptions.read(commandOutput, subject.corpus, format, true);
    RunRequest plan =
        new RunRequest(
            name,
            subject.corpus,
            format,
            from,
            configuration,
            seed,
            all,
            TrainCommandLine.text(arguments()),
            exclude == null ? List.of() : ExclusionFile.read(exclude));
    RunBuilder builder = new RunBuilder(runs, workspace.models(), workspace.pretrained(pretrained));
    return builder.create(corpus, plan);
  }

  /** The arguments, with the paths that are relative to the present folder made absolute. */
  private List<String> arguments() {
    return command.root().commandLine().getParseResult().originalArgs().stream()
        .map(this::absolute)
        .toList();
  }

  private String absolute(String argument) {
    boolean path =
        argument.equals(String.valueOf(subject.corpus))
            || argument.equals(String.valueOf(exclude))
            || argument.equals(String.valueOf(pretrained));
    return path ? Path.of(argument).toAbsolutePath().normalize().toString() : argument;
  }

  private int measure(Workspace workspace) {
    if (subject.resume != null) {
      throw new KamclException(RunCommandError.RESUME_WITH_NEW_SETTINGS);
    }
    Path folder = TemporaryName.beside(workspace.runs().path().resolve("measured"));
    try (EngineRuntime runtime = EngineRuntime.open(device.device());
        WorkerPool workerPool = WorkerPool.forThisMachine()) {
      RunFolder run = start(workspace, new RunStore(folder));
      RunMeasurement measured = RunMeasurer.measure(run, workspace.models(), runtime, workerPool);
      MeasurementPrinter.print(commandOutput, options.json(), measured);
      return 0;
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
  }

  /** Reads {@code --config} and adds its settings; null if it names no configuration. */
  private String configuration(Map<String, String> all) {
    if (config == null || List.of(CONFIGURATIONS).contains(config)) {
      return config;
    }
    Path file = Path.of(config);
    if (!Files.exists(file)) {
      throw new KamclException(RunCommandError.UNKNOWN_CONFIGURATION, config);
    }
    SettingsFile read = SettingsFile.read(file);
    all.putAll(read.settings());
    return read.configuration().orElse(null);
  }

  private RunFolder resume(Workspace workspace) {
    boolean changed = name != null || from != null || config != null || format != null;
    if (changed || exclude != null || unfreeze != null) {
      throw new KamclException(RunCommandError.RESUME_WITH_NEW_SETTINGS);
    }
    RunFolder run = workspace.runs().find(subject.resume);
    Map<String, String> all = new LinkedHashMap<>(settings);
    if (epochs != null) {
      all.put("epochs", epochs.toString());
    }
    if (!all.isEmpty()) {
      Trainer.changeSettings(run, all);
    }
    return run;
  }

  /** The settings with their values and descriptions, for the help. */
  public static List<String> settingsHelp() {
    JsonObject defaults = TrainingConfig.defaults().toJson().getAsJsonObject();
    JsonObject published = TrainingConfig.published().toJson().getAsJsonObject();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Settings (value in default; in published):");
    SettingDescriptions.of(Locale.ENGLISH)
        .forEach(
            (setting, description) -> {
              lines.add(
                  "  "
                      + setting
                      + " ("
                      + value(defaults, setting)
                      + "; "
                      + value(published, setting)
                      + ")");
              // picocli formats the help with String.format.
              lines.add("      " + description.replace("%", "%%") + ".");
            });
    return lines;
  }

  private static String value(JsonObject settings, String name) {
    String value = settings.get(name).getAsString();
    return value.isEmpty() ? "none" : value;
  }
}
