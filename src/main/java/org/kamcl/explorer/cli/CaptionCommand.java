package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.explorer.domain.ImageSearch.RankedSentence;
import org.kamcl.explorer.workbench.Workbench;
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
  private final Console console;

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

  CaptionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<RankedSentence> ranked;
    String name;
    try (Workbench workbench = model.open(options, device);
        JobProgress progress = new JobProgress(console, "Sentences")) {
      ranked = workbench.search().captions(image, Optional.ofNullable(sentences), top, progress);
      name = workbench.modelName();
    }
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("image", image.toString());
      json.addProperty("model", name);
      JsonArray all = new JsonArray();
      for (RankedSentence s : ranked) {
        JsonObject one = new JsonObject();
        one.addProperty("rank", s.rank());
        one.addProperty("sentence", s.sentence());
        one.addProperty("score", s.score());
        all.add(one);
      }
      json.add("sentences", all);
      console.json(json);
      return 0;
    }
    for (RankedSentence s : ranked) {
      console.line("%4d  %6.3f  %s", s.rank(), s.score(), s.sentence());
    }
    return 0;
  }
}
