package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.CaptionSuggestions;
import org.kamcl.explorer.api.CaptionSuggestions.Request;
import org.kamcl.explorer.api.CaptionSuggestions.Skipped;
import org.kamcl.explorer.api.CaptionSuggestions.Suggestion;
import org.kamcl.explorer.api.CaptionSuggestions.Suggestions;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.corpus.CaptionTable;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl suggest}: suggests which images should be captioned next. */
@Command(
    name = "suggest",
    description = "Suggest which images of the archive should be captioned next.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "An image is suggested if the model is unsure about it and if it differs from the images that"
          + " have captions: the product of the uncertainty (bits, over all visual concepts) and"
          + " the distance (0 to 2) to the nearest image with captions, or suggested before,"
          + " decides.",
      "--out writes the suggested images and captions.csv to a folder. With the captions filled in"
          + " (repeat a row for another caption), the folder is a corpus for kamcl train.",
      "Examples: kamcl suggest --count 20 --collection Towns",
      "          kamcl suggest --out to-caption",
      "          kamcl suggest --evaluate RSICD --count 20"
    })
public final class SuggestCommand implements Callable<Integer> {
  /** Skipped images that are named one by one. */
  private static final int NAMED = 20;

  private final CommandOutput commandOutput;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Number of images, 1 to 1000. Default: 20.")
  private int count = 20;

  @Mixin private FilterOptions filter;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Write the suggested images and a table for their captions to this folder. It must be"
              + " new or empty.")
  private @Nullable Path out;

  @Mixin private SelectionEvaluation evaluation;
  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public SuggestCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (count < 1 || count > CaptionSuggestions.MOST) {
      throw new KamclException(
          ArchiveCommandError.INVALID_SUGGESTION_COUNT, CaptionSuggestions.MOST);
    }
    evaluation.check();
    if (evaluation.isWanted()) {
      if (out != null || filter.isGiven()) {
        throw new KamclException(ArchiveCommandError.SUGGEST_WHAT);
      }
      model.check(options);
      evaluation.run(
          commandOutput, options.json(), options.workspace(), model.name(), device.device(), count);
      return 0;
    }
    if (out != null) {
      // Before the search, which takes long.
      CaptionTable.check(out);
    }
    Suggestions suggestions;
    boolean hasConcepts;
    try (ExplorerContext context = model.open(options, device);
        JobProgressPrinter progress =
            new JobProgressPrinter(commandOutput, ProgressSubject.IMAGES)) {
      suggestions =
          context
              .captionSuggestions()
              .suggest(new Request(count, filter.filter(SearchFilter.NONE, context)))
              .run(progress);
      hasConcepts = context.model().map(info -> info.concepts() > 0).orElse(true);
      if (out != null && !suggestions.suggestions().isEmpty()) {
        CaptionTable.write(suggestions.suggestions(), context.thumbnails(), out, progress);
      }
    }
    if (options.json()) {
      commandOutput.printJson(document(suggestions));
    } else {
      print(suggestions, hasConcepts);
    }
    if (out != null && !suggestions.suggestions().isEmpty()) {
      commandOutput.printNote("Images and captions.csv written to " + out);
    }
    return 0;
  }

  private void print(Suggestions suggestions, boolean hasConcepts) {
    commandOutput.printLine("rank  uncertainty  distance  image");
    for (Suggestion one : suggestions.suggestions()) {
      String distance =
          one.reason().distance().isPresent()
              ? String.format(Locale.ROOT, "%8.3f", one.reason().distance().getAsDouble())
              : "       -";
      commandOutput.printLine(
          "%4d  %6.2f bits  %s  %s",
          one.rank(), one.reason().uncertainty(), distance, label(one.image()));
      if (!one.reason().unsure().isEmpty()) {
        commandOutput.printLine(
            "                             unsure: %s", String.join(", ", one.reason().unsure()));
      }
    }
    suggestions.skipped().stream()
        .limit(NAMED)
        .forEach(skipped -> commandOutput.printSkipped(skipped.reason()));
    int others = suggestions.skipped().size() - NAMED;
    if (others > 0) {
      commandOutput.printNote("skipped: " + others + " other images; --json names all");
    }
    commandOutput.printNote(
        String.format(
            Locale.ROOT,
            "%,d images without captions, %,d with captions",
            suggestions.candidates(),
            suggestions.captioned()));
    if (!hasConcepts) {
      commandOutput.printNote(
          "The model has no concepts: images are chosen by how different they are alone. "
              + ExplanationPrinter.ADD_CONCEPTS);
    }
    if (suggestions.same() > 0) {
      commandOutput.printNote(
          String.format(
              Locale.ROOT,
              "%,d images equal one that has captions or is suggested",
              suggestions.same()));
    }
  }

  private static String label(ImageRecord image) {
    return "#" + image.id() + " " + image.file() + image.tile().map(tile -> " " + tile).orElse("");
  }

  private static JsonObject document(Suggestions suggestions) {
    JsonObject json = new JsonObject();
    json.addProperty("model", suggestions.model());
    json.addProperty("candidates", suggestions.candidates());
    json.addProperty("captioned", suggestions.captioned());
    json.addProperty("same", suggestions.same());
    JsonArray all = new JsonArray();
    for (Suggestion one : suggestions.suggestions()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("rank", one.rank());
      entry.addProperty("id", one.image().id());
      entry.addProperty("file", one.image().file().toString());
      one.image().tile().ifPresent(tile -> entry.addProperty("tile", tile.toString()));
      entry.addProperty("collection", one.image().collection());
      entry.addProperty("uncertainty", one.reason().uncertainty());
      one.reason().distance().ifPresent(distance -> entry.addProperty("distance", distance));
      JsonArray unsure = new JsonArray();
      one.reason().unsure().forEach(unsure::add);
      entry.add("unsure", unsure);
      all.add(entry);
    }
    json.add("suggestions", all);
    JsonArray skipped = new JsonArray();
    for (Skipped one : suggestions.skipped()) {
      skipped.add(ProblemJson.of(one.reason()));
    }
    json.add("skipped", skipped);
    return json;
  }
}
