package org.kamcl.explorer.cli.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.training.run.RunBuilder;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.RunRequest;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.corpus.CorpusOptions;
import org.kamcl.explorer.cli.run.TrainingProcess;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.training.ConceptRuns;
import org.kamcl.explorer.training.TrainCommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl models add-concepts}: trains concept heads above the frozen encoders of a model. */
@Command(
    name = "add-concepts",
    description =
        "Create a model that names concepts from one that does not, or with other concepts: the"
            + " words of a corpus become its concepts, and concept heads above its frozen encoders"
            + " learn them. Embeddings stay as they are.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The features of images and captions are computed once and kept in the workspace; after that,"
          + " it takes minutes. It is a training run like others: Ctrl+C pauses it, and kamcl train"
          + " --resume continues it. Scores and concepts are calibrated at the end, if the splits"
          + " train and val have 100 images.",
      "Example: kamcl models add-concepts remoteclip --corpus RSICD --name remoteclip-concepts"
    })
public final class ModelsAddConceptsCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "MODEL", description = "The model; see kamcl models list.")
  private String model;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "CORPUS",
      description = "A folder with images and captions, or the JSON or CSV file that lists them.")
  private Path corpus;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Format of the corpus: dataset-json, nwpu-json, coco-json, list-json, caps-txt or csv."
              + " Default: detected.")
  private String format;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Name of the new model and of its run; existing ones are not replaced. Default: the name"
              + " of the model with -concepts.")
  private String name;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Number of passes over the training images. Default: 30.")
  private Integer epochs;

  @Option(names = "--seed", paramLabel = "S", description = "Random seed. Default: 1.")
  private long seed = 1;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public ModelsAddConceptsCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    // Before the corpus is read, which takes long.
    workspace.models().find(model);
    String own = name == null ? ConceptRuns.nameFor(model) : name;
    RunStore.checkName(own);
    ModelStore.checkName(own);
    Corpus read = CorpusOptions.read(commandOutput, corpus, format, true);
    Path place = corpus.toAbsolutePath().normalize();
    Map<String, String> settings = ConceptRuns.settings(read);
    if (epochs != null) {
      settings.put("epochs", epochs.toString());
    }
    RunRequest plan =
        new RunRequest(
            own,
            corpus,
            format,
            model,
            ConceptRuns.CONFIGURATION,
            seed,
            settings,
            command(own, place.toString()));
    RunFolder run =
        new RunBuilder(workspace.runs(), workspace.models(), Optional.empty()).create(read, plan);
    new TrainingProcess(commandOutput, workspace, device.device(), options.json())
        .train(run, Optional.empty());
    // With --json, the events of the run say what it became.
    if (run.status() == RunFolder.Status.FINISHED && !options.json()) {
      commandOutput.printLine(
          "Created \"%s\" from \"%s\". Index your images with it: kamcl index FOLDER --model %s",
          own, model, own);
    }
    return 0;
  }

  private String command(String own, String place) {
    return TrainCommandLine.text(
        List.of(
            "train", place, "--config", ConceptRuns.CONFIGURATION, "--from", model, "--name", own));
  }
}
