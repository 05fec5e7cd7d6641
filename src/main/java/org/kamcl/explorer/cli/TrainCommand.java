package org.kamcl.explorer.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.ShutdownGuard;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.FormerSettingNames;
import org.kamcl.engine.training.RunBuilder;
import org.kamcl.engine.training.RunFolder;
import org.kamcl.engine.training.RunRequest;
import org.kamcl.engine.training.Trainer;
import org.kamcl.engine.training.TrainingConfig;
import org.kamcl.explorer.context.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kamcl train}: begins a run, or goes on with one. */
@Command(
    name = "train",
    description = "Train a model on a corpus with captions, or go on with a run.",
    mixinStandardHelpOptions = true,
    customSynopsis = {
      "kamcl train CORPUS [--config published|default|fine-tune|FILE] [--name RUN]",
      "            [--from MODEL|pretrained|scratch] [--epochs N] [--minutes M] [--seed S]",
      "            [--device D] [--set key=value]...",
      "kamcl train --resume RUN [--minutes M] [--device D] [--set key=value]..."
    })
final class TrainCommand implements Callable<Integer> {
  private static final String[] CONFIGURATIONS = {"published", "default", "fine-tune"};

  private final CommandOutput commandOutput;

  @Spec private CommandSpec command;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  /** What to work on. */
  private static final class Subject {
    @CommandLine.Parameters(
        paramLabel = "CORPUS",
        description = "A folder with images and captions, or the JSON or CSV that lists them.")
    private Path corpus;

    @Option(
        names = "--resume",
        paramLabel = "RUN",
        description = "Go on with a run that was paused, killed or failed; see kamcl runs list.")
    private String resume;
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "dataset-json, nwpu-json, caps-txt or csv, where a folder holds several.")
  private String format;

  @Option(
      names = "--config",
      paramLabel = "published|default|fine-tune|FILE",
      description =
          "The mended training, the published one, or a short second one of a model (--from) at low"
              + " rates; or a JSON file of settings, which may name one of them as"
              + " \"configuration\".")
  private String config;

  @Option(
      names = "--name",
      paramLabel = "RUN",
      description = "Name of the run and of its model; default is the corpus's with a number.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "MODEL|pretrained|scratch",
      description =
          "Start weights: a model to fine-tune, pretrained encoders (default), or random values.")
  private String from;

  @Option(
      names = "--pretrained",
      paramLabel = "DIR",
      description =
          "Folder of the pretrained encoders; default is $KAMCL_PRETRAINED, else those that come"
              + " with the program.")
  private Path pretrained;

  @Option(names = "--epochs", paramLabel = "N", description = "Same as --set epochs=N.")
  private Integer epochs;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Write a checkpoint and end after so many minutes; --resume goes on.")
  private Double minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of everything random; equal seeds give equal bits. Default is 1.")
  private long seed = 1;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "Change a setting; may be given several times. The settings are listed below.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  TrainCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (minutes != null && !(minutes > 0)) {
      throw new ParameterException(command.commandLine(), "--minutes must be above 0.");
    }
    Workspace workspace = options.workspace();
    RunFolder run = subject.resume == null ? begin(workspace) : resumed(workspace);
    try (TrainingProgressPrinter report =
            new TrainingProgressPrinter(commandOutput, options.json());
        EngineRuntime runtime = EngineRuntime.open(device.device());
        WorkerPool workerPool = WorkerPool.forThisMachine()) {
      Trainer trainer = new Trainer(run, workspace.models(), runtime, workerPool, report);
      Optional<Duration> limit =
          Optional.ofNullable(minutes).map(m -> Duration.ofMillis((long) (m * 60_000)));
      ShutdownGuard.run(() -> trainer.run(limit), trainer::pause);
    }
    return 0;
  }

  private RunFolder begin(Workspace workspace) {
    Map<String, String> all = new LinkedHashMap<>();
    String configuration = configuration(all);
    all.putAll(settings);
    if (epochs != null) {
      all.put("epochs", epochs.toString());
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
            "kamcl " + String.join(" ", original()));
    RunBuilder builder =
        new RunBuilder(workspace.runs(), workspace.models(), workspace.pretrained(pretrained));
    return builder.create(corpus, plan);
  }

  private List<String> original() {
    return command.root().commandLine().getParseResult().originalArgs();
  }

  /** Reads {@code --config}; null where it names no configuration. */
  private String configuration(Map<String, String> all) {
    if (config == null || List.of(CONFIGURATIONS).contains(config)) {
      return config;
    }
    Path file = Path.of(config);
    if (!Files.exists(file)) {
      throw new EngineException(
          "There is no configuration '"
              + config
              + "': name published, default, fine-tune, or a JSON file of settings.");
    }
    try {
      JsonObject json =
          JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8)).getAsJsonObject();
      json.remove("formatVersion");
      JsonElement named = json.remove("configuration");
      for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
        String setting = entry.getKey();
        all.put(
            FormerSettingNames.current(setting).orElse(setting), entry.getValue().getAsString());
      }
      return named == null ? null : FormerSettingNames.configuration(named.getAsString());
    } catch (IOException e) {
      throw new EngineException("The configuration " + file + " could not be read.", e);
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new EngineException(
          "The configuration "
              + file
              + " is not a JSON object of settings, such as {\"epochs\": 3, \"batchSize\": 32}.",
          e);
    }
  }

  private RunFolder resumed(Workspace workspace) {
    if (name != null || from != null || config != null || format != null) {
      throw new ParameterException(
          command.commandLine(),
          "A run that goes on keeps its name, start, configuration and format; begin a new one for"
              + " others.");
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

  /** The settings with their values and sentences, for the help. */
  static List<String> settingsHelp() {
    JsonObject mended = TrainingConfig.defaults().toJson().getAsJsonObject();
    JsonObject published = TrainingConfig.published().toJson().getAsJsonObject();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Settings (value in default; in published):");
    TrainingConfig.descriptions()
        .forEach(
            (setting, sentence) -> {
              lines.add(
                  "  "
                      + setting
                      + " ("
                      + value(mended, setting)
                      + "; "
                      + value(published, setting)
                      + ")");
              // The help is a format string to picocli.
              lines.add("      " + sentence.replace("%", "%%") + ".");
            });
    return lines;
  }

  private static String value(JsonObject settings, String name) {
    String value = settings.get(name).getAsString();
    return value.isEmpty() ? "none" : value;
  }
}
