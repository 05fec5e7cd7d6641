package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.ModelImporter;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl models import}. */
@Command(
    name = "import",
    description =
        "Make a model of a KAMCL checkpoint or a torchvision ResNet. Nothing in the file is run.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The vocabulary is JSON {word2idx, idx2word, idx}, the concepts a JSON list of words; kamcl"
          + " concepts build makes both from a corpus.",
      "Example: kamcl models import rsicd_best.pth.tar --name rsicd --vocabulary rsicd_vocab.json"
          + " --concepts tag_vocab_512.json"
    })
final class ModelsImportCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "FILE", description = "A .pth, .pth.tar or .safetensors file.")
  private Path file;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its new name.")
  private String name;

  @Option(names = "--vocabulary", paramLabel = "FILE", description = "The text tower's words.")
  private Path vocabulary;

  @Option(names = "--concepts", paramLabel = "FILE", description = "The concept heads' names.")
  private Path concepts;

  @Mixin private CommonOptions options;

  ModelsImportCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    ImportResult importResult =
        new ModelImporter(options.workspace().models())
            .importFile(file, name, Optional.ofNullable(vocabulary), Optional.ofNullable(concepts));
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", importResult.model().name());
      json.addProperty("path", importResult.model().folder().toString());
      json.addProperty("kind", importResult.kind());
      JsonArray left = new JsonArray();
      importResult.unusedTensors().forEach(left::add);
      json.add("leftOut", left);
      commandOutput.printJson(json);
    } else {
      commandOutput.printLine(
          "Imported %s as '%s' (%s); %d tensors that inference does not need were left out.",
          file, name, importResult.kind(), importResult.unusedTensors().size());
    }
    return 0;
  }
}
