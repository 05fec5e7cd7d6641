package org.kamcl.explorer.cli.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.evaluation.ActivationMeasurement;
import org.kamcl.engine.inference.ActivationChooser;
import org.kamcl.engine.inference.ModelImporter;
import org.kamcl.engine.inference.ModelImporter.ImportRequest;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.job.ShutdownSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl models import}: imports a checkpoint as a model. */
@Command(
    name = "import",
    description =
        "Import a model of the CLIP family (OpenCLIP, RemoteCLIP, GeoRSCLIP, OpenAI, transformers), a"
            + " KAMCL checkpoint, or an image encoder: a torchvision ResNet or a vision transformer as"
            + " of DINO. Code in the file never runs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A model of the CLIP family needs no vocabulary and no concepts. Put the configuration of the"
          + " model (open_clip_config.json or config.json) beside the file if there is one. Where"
          + " nothing states the activation, it is measured on the sample images.",
      "Example: kamcl models import RemoteCLIP-ViT-B-32.pt --name remoteclip",
      "An image encoder needs neither, and becomes a model without words: it finds images that are like"
          + " an image. With vocabulary and concepts, a ResNet becomes the start of a training.",
      "For other files, the vocabulary is JSON {word2idx, idx2word, idx}; the concepts are a JSON list of words."
          + " kamcl concepts build creates both from a corpus.",
      "Example: kamcl models import rsicd_best.pth.tar --name rsicd --vocabulary rsicd_vocab.json"
          + " --concepts tag_vocab_512.json"
    })
public final class ModelsImportCommand implements Callable<Integer> {
  private static final int UNUSED_SHOWN = 10;

  private final CommandOutput commandOutput;

  @Parameters(
      paramLabel = "FILE",
      description =
          "A .pt, .bin, .pth, .pth.tar or .safetensors file; of a model in several files, its"
              + " index or one of them.")
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

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description =
          "Activation of a model of the CLIP family: gelu or quickgelu. Else as the file or its"
              + " configuration states it, or measured on the sample images.")
  private ActivationName activation;

  /** Names of activations as options. */
  enum ActivationName {
    gelu(Activation.GELU),
    quickgelu(Activation.QUICK_GELU);

    private final Activation activation;

    ActivationName(Activation activation) {
      this.activation = activation;
    }
  }

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
          "Imported %s as \"%s\" (%s)%s", file, name, importResult.kind(), skipped(importResult));
      importResult.unusedTensors().stream()
          .limit(UNUSED_SHOWN)
          .forEach(tensor -> commandOutput.printLine("  not used  %s", tensor));
    }
    return 0;
  }

  private static String skipped(ImportResult result) {
    int count = result.unusedTensors().size();
    return switch (count) {
      case 0 -> ".";
      case 1 -> "; 1 tensor that inference does not use was skipped.";
      default -> "; " + count + " tensors that inference does not use were skipped.";
    };
  }

  @SuppressWarnings("try") // A registration is only closed.
  private ImportResult importFile() {
    ShutdownSignal shutdown = commandOutput.shutdown();
    try (ShutdownSignal.Registration hold = shutdown.hold()) {
      Workspace workspace = options.workspace();
      return new ModelImporter(workspace.models(), shutdown::check, chooser(workspace))
          .importFile(
              new ImportRequest(
                  file,
                  name,
                  Optional.ofNullable(vocabulary),
                  Optional.ofNullable(concepts),
                  Optional.ofNullable(activation).map(chosen -> chosen.activation)));
    }
  }

  private static @Nullable ActivationChooser chooser(Workspace workspace) {
    return workspace
        .captionedSamples()
        .map(samples -> ActivationMeasurement.on(samples, DeviceChoice.CPU))
        .orElse(null);
  }
}
