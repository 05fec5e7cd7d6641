package org.kamcl.explorer.cli.corpus;

import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusFormat;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.cli.common.CommandOutput;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The corpus of a command. */
public final class CorpusOptions {
  private static final int SHOWN = 20;

  @Parameters(
      paramLabel = "CORPUS",
      description = "A folder with images and captions, or the JSON or CSV file that lists them.")
  private Path location;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Format of the corpus: dataset-json, nwpu-json, coco-json, list-json, caps-txt or csv. Default: detected.")
  private String format;

  /** The folder or file of the corpus. */
  public Path location() {
    return location;
  }

  /** Reads the corpus; prints the detected format and the problems to standard error. */
  public Corpus read(CommandOutput commandOutput, boolean imagesNeeded) {
    return read(commandOutput, location, format, imagesNeeded);
  }

  /** Reads a corpus; prints the detected format and the problems to standard error. */
  public static Corpus read(
      CommandOutput commandOutput, Path location, String format, boolean imagesNeeded) {
    Optional<CorpusFormat> chosen = Optional.ofNullable(format).map(CorpusFormat::fromOption);
    Corpus corpus = new CorpusReader(chosen, imagesNeeded).read(location);
    commandOutput.printNote(ErrorText.of(corpus.choice(), CommandOutput.locale()));
    corpus.problems().stream()
        .limit(SHOWN)
        .forEach(p -> commandOutput.printNote("  " + ErrorText.of(p, CommandOutput.locale())));
    if (corpus.problems().size() > SHOWN) {
      commandOutput.printNote("  and " + (corpus.problems().size() - SHOWN) + " more");
    }
    return corpus;
  }
}
