package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.DomainError;
import org.kamcl.explorer.domain.MatchBand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl caption}: ranks captions by how well they describe an image. */
@Command(
    name = "caption",
    description = "Rank captions by how well they describe an image.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Captions are selected, not generated: from the file given with --captions, else from the"
          + " captions of the archive, else from sentences.txt in the model's folder.",
      "Example: kamcl caption harbor.jpg --top 3"
    })
public final class CaptionCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(paramLabel = "IMAGE", description = "An image file; it need not be in the archive.")
  private Path image;

  @Option(
      names = "--captions",
      paramLabel = "FILE",
      description = "File of captions to select from, one per line, UTF-8.")
  private Path captions;

  @Option(names = "--top", paramLabel = "N", description = "Number of captions. Default: 5.")
  private int top = 5;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public CaptionCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (top < 1) {
      throw new KamclException(DomainError.HIT_COUNT, top);
    }
    List<RankedCaption> ranked;
    String name;
    try (ExplorerContext explorerContext = model.open(options, device);
        JobProgressPrinter progress =
            new JobProgressPrinter(commandOutput, ProgressSubject.CAPTIONS)) {
      ranked =
          explorerContext.search().captions(image, Optional.ofNullable(captions), top, progress);
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
        one.addProperty("caption", s.caption());
        one.addProperty("score", s.score());
        s.band().ifPresent(band -> one.addProperty("match", name(band)));
        all.add(one);
      }
      json.add("captions", all);
      commandOutput.printJson(json);
      return 0;
    }
    for (RankedCaption s : ranked) {
      commandOutput.printLine(
          "%4d  %6.3f  %-8s  %s",
          s.rank(), s.score(), s.band().map(CaptionCommand::name).orElse(""), s.caption());
    }
    if (!ranked.isEmpty() && ranked.stream().noneMatch(RankedCaption::fits)) {
      commandOutput.printNote("No caption fits this image. Closest first.");
    }
    return 0;
  }

  private static String name(MatchBand band) {
    return band.name().toLowerCase(Locale.ROOT);
  }
}
