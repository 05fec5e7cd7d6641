package org.kamcl.explorer.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusFormat;
import org.kamcl.engine.corpus.CorpusReader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The corpus a command works on. */
final class CorpusOptions {
  private static final int SHOWN = 20;

  @Parameters(
      paramLabel = "CORPUS",
      description = "A folder with images and captions, or the JSON or CSV that lists them.")
  private Path place;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "dataset-json, nwpu-json, caps-txt or csv, where a folder holds several.")
  private String format;

  /** Reads it; says on standard error what was chosen and what was left out. */
  Corpus read(CommandOutput commandOutput, boolean imagesNeeded) {
    return read(commandOutput, place, format, imagesNeeded);
  }

  /** Reads a corpus; says on standard error what was chosen and what was left out. */
  static Corpus read(CommandOutput commandOutput, Path place, String format, boolean imagesNeeded) {
    Optional<CorpusFormat> wanted = Optional.ofNullable(format).map(CorpusFormat::fromOption);
    Corpus corpus = new CorpusReader(wanted, imagesNeeded).read(place);
    commandOutput.printNote(corpus.choice());
    corpus.problems().stream().limit(SHOWN).forEach(p -> commandOutput.printNote("  " + p));
    if (corpus.problems().size() > SHOWN) {
      commandOutput.printNote("  and " + (corpus.problems().size() - SHOWN) + " more of this kind");
    }
    return corpus;
  }
}
