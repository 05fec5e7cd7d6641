package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl caption}: the sentences that describe an image best. */
@Command(
    name = "caption",
    description = "Rank sentences by how well they describe an image.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Sentences are chosen, not written: from --sentences, else from the captions of the archive,"
          + " else from sentences.txt beside the model.",
      "Example: kamcl caption harbour.jpg --top 3"
    })
final class CaptionCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "IMAGE", description = "An image file, in the archive or not.")
  private Path image;

  @Option(
      names = "--sentences",
      paramLabel = "FILE",
      description = "Sentences to choose from, one a line, UTF-8.")
  private Path sentences;

  @Option(names = "--top", paramLabel = "N", description = "Sentences wanted; default is 5.")
  private int top = 5;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  CaptionCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    List<RankedCaption> ranked;
    String name;
    try (ExplorerContext explorerContext = model.open(options, device);
        JobProgressPrinter progress = new JobProgressPrinter(commandOutput, "Sentences")) {
      ranked =
          explorerContext.search().captions(image, Optional.ofNullable(sentences), top, progress);
      name = explorerContext.modelName();
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("image", image.toString());
      json.addProperty("model", name);
      JsonArray all = new JsonArray();
      for (RankedCaption s : ranked) {
        JsonObject one = new JsonObject();
        one.addProperty("rank", s.rank());
        one.addProperty("sentence", s.caption());
        one.addProperty("score", s.score());
        all.add(one);
      }
      json.add("sentences", all);
      commandOutput.printJson(json);
      return 0;
    }
    for (RankedCaption s : ranked) {
      commandOutput.printLine("%4d  %6.3f  %s", s.rank(), s.score(), s.caption());
    }
    return 0;
  }
}
