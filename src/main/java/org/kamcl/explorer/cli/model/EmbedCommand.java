package org.kamcl.explorer.cli.model;

import static java.util.stream.Collectors.joining;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ProgressPrinter;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TextFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl embed}: writes the embeddings of images or texts to a file. */
@Command(
    name = "embed",
    description = "Write the embeddings of images or texts as a float32 .npy matrix.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Rows are in the order of the sorted file names or of the lines. The names (or texts) are"
          + " written to FILE.names.txt next to the matrix. Images that cannot be read are listed and"
          + " skipped.",
      "Example: kamcl embed --images imagery --out imagery.npy"
    })
public final class EmbedCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.npy",
      description = "Output file. An existing file is replaced, together with its FILE.names.txt.")
  private Path out;

  @Option(names = "--model", paramLabel = "NAME", description = "The model; see kamcl models list.")
  private String model;

  @Option(names = "--raw", description = "Do not normalize the embeddings to unit length.")
  private boolean raw;

  @Mixin private CommonOptions.EncodingOptions device;
  @Mixin private CommonOptions options;

  /** The images or texts to embed. */
  static final class Source {
    @Option(
        names = "--images",
        paramLabel = "DIR",
        description = "All images in a folder and its subfolders; symbolic links are followed.")
    private Path images;

    @Option(names = "--texts", paramLabel = "FILE", description = "The lines of a UTF-8 file.")
    private Path texts;
  }

  public EmbedCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    checkOutput();
    List<String> names = source.images != null ? imageNames() : lines(source.texts);
    List<ModelSession.Skipped> skipped = new ArrayList<>();
    List<String> written = new ArrayList<>();
    long start = System.nanoTime();
    String modelName;
    int dimension;
    try (ModelSession loaded =
            ModelSession.open(options.workspace().models(), model, device.device());
        NpyWriter matrix = new NpyWriter(out, loaded.dimension())) {
      modelName = loaded.name();
      dimension = loaded.dimension();
      if (source.images != null) {
        List<Path> files = names.stream().map(source.images::resolve).toList();
        try (ProgressPrinter progressPrinter =
            new ProgressPrinter(commandOutput, ProgressSubject.IMAGES, files.size())) {
          skipped =
              loaded.embedFiles(
                  files,
                  progressPrinter,
                  (file, embedding) -> {
                    matrix.write(values(embedding));
                    written.add(source.images.relativize(file).toString().replace('\\', '/'));
                  });
        }
      } else {
        try (ProgressPrinter progressPrinter =
            new ProgressPrinter(commandOutput, ProgressSubject.TEXTS, names.size())) {
          loaded.embedTexts(names, progressPrinter).forEach(e -> matrix.write(values(e)));
          written.addAll(names);
        }
      }
      if (written.isEmpty()) {
        reportSkipped(skipped);
        throw new KamclException(ModelCommandError.NO_READABLE_IMAGE, names.size());
      }
      writeNames(written);
      matrix.finish();
    }
    reportSkipped(skipped);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (options.json()) {
      commandOutput.printJson(json(written.size(), dimension, modelName, seconds, skipped));
    } else {
      commandOutput.printLine(
          "%,d rows of %d values in %s (model %s, %.1f s); names in %s",
          written.size(), dimension, out, modelName, seconds, namesFile());
    }
    return 0;
  }

  private List<String> imageNames() {
    ImageFiles.Listing listing = ImageFiles.find(source.images, ImageFiles::isImage);
    listing.problems().forEach(commandOutput::printSkipped);
    List<String> names = listing.names();
    if (names.isEmpty()) {
      throw new KamclException(
          ModelCommandError.NO_IMAGES, source.images, "JPEG, PNG, BMP, GIF, TIFF");
    }
    return names;
  }

  private static List<String> lines(Path file) {
    try {
      List<String> lines = TextFiles.readUtf8(file).lines().toList();
      if (lines.isEmpty()) {
        throw new KamclException(ModelCommandError.TEXT_FILE_EMPTY, file);
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new KamclException(e, ModelCommandError.TEXT_FILE_MISSING, file);
    } catch (MalformedInputException e) {
      throw new KamclException(e, ModelCommandError.TEXT_FILE_NOT_UTF8, file);
    } catch (IOException e) {
      throw new KamclException(e, ModelCommandError.TEXT_FILE_NOT_READ, file);
    }
  }

  private float[] values(Embedding embedding) {
    return raw ? embedding.vector() : embedding.unitVector();
  }

  private Path namesFile() {
    String name = out.getFileName().toString().replaceFirst("\\.npy$", "");
    return out.resolveSibling(name + ".names.txt");
  }

  /** The program chooses the name of the list, so it may only replace the list of a matrix. */
  private void checkOutput() {
    if (Files.isDirectory(out)) {
      throw new KamclException(ModelCommandError.OUTPUT_IS_FOLDER, out);
    }
    RegularFiles.check(out);
    RegularFiles.check(namesFile());
    if (Files.exists(namesFile()) && !Files.exists(out)) {
      throw new KamclException(ModelCommandError.NAMES_EXIST, namesFile(), out);
    }
  }

  private void writeNames(List<String> names) {
    // One line per row, whatever a name contains.
    String list = names.stream().map(ErrorText::escapedLine).collect(joining("\n", "", "\n"));
    byte[] lines = list.getBytes(StandardCharsets.UTF_8);
    try {
      OutputFiles.replace(namesFile(), stream -> stream.write(lines));
    } catch (IOException e) {
      throw new KamclException(e, CommandError.FILE_NOT_WRITTEN, namesFile(), e.getMessage());
    }
  }

  private void reportSkipped(List<ModelSession.Skipped> skipped) {
    skipped.forEach(s -> commandOutput.printNote("skipped: " + s.reason()));
  }

  private JsonObject json(
      int rows,
      int dimension,
      String modelName,
      double seconds,
      List<ModelSession.Skipped> skipped) {
    JsonObject json = new JsonObject();
    json.addProperty("rows", rows);
    json.addProperty("dimension", dimension);
    json.addProperty("out", out.toString());
    json.addProperty("names", namesFile().toString());
    json.addProperty("model", modelName);
    json.addProperty("seconds", seconds);
    JsonArray left = new JsonArray();
    for (ModelSession.Skipped s : skipped) {
      JsonObject one = new JsonObject();
      one.addProperty("file", s.file().toString());
      one.addProperty("reason", s.reason());
      left.add(one);
    }
    json.add("skipped", left);
    return json;
  }
}
