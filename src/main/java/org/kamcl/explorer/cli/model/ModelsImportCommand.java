package org.kamcl.explorer.cli.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.ModelImporter;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.job.ShutdownSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl models import}: imports a checkpoint as a model. */
@Command(
    name = "import",
    description =
        "Import a KAMCL checkpoint or a torchvision ResNet as a model. Code in the file never runs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The vocabulary is JSON {word2idx, idx2word, idx}; the concepts are a JSON list of words."
          + " kamcl concepts build creates both from a corpus.",
      "Example: kamcl models import rsicd_best.pth.tar --name rsicd --vocabulary rsicd_vocab.json"
          + " --concepts tag_vocab_512.json"
    })
public final class ModelsImportCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "FILE", description = "A .pth, .pth.tar or .safetensors file.")
  private Path file;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Name of the model. An existing model is not replaced.")
  private String name;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "Vocabulary of the text encoder.")
  private Path vocabulary;

  @Option(names = "--concepts", paramLabel = "FILE", description = "Names of the concepts.")
  private Path concepts;

  @Mixin private CommonOptions options;

  public ModelsImportCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    // Before the weights are read, which takes long.
    ModelStore.checkName(name);
    ImportResult importResult = importFile();
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", importResult.model().name());
      json.addProperty("path", importResult.model().folder().toString());
      json.addProperty("kind", importResult.kind());
      JsonArray unused = new JsonArray();
      importResult.unusedTensors().forEach(unused::add);
      json.add("unusedTensors", unused);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Imported %s as \"%s\" (%s); %d tensors that inference does not use were skipped.",
          file, name, importResult.kind(), importResult.unusedTensors().size());
    }
    return 0;
  }

  @SuppressWarnings("try") // A registration is only closed.
  private ImportResult importFile() {
    ShutdownSignal shutdown = commandOutput.shutdown();
    try (ShutdownSignal.Registration hold = shutdown.hold()) {
      return new ModelImporter(options.workspace().models(), shutdown::check)
          .importFile(file, name, Optional.ofNullable(vocabulary), Optional.ofNullable(concepts));
    }
  }
}
