package org.kamcl.explorer.cli.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.corpus.ExclusionFile;
import org.kamcl.engine.corpus.check.CheckDecisions;
import org.kamcl.engine.corpus.check.CheckDecisions.Duplicates;
import org.kamcl.engine.corpus.check.CheckDecisions.Leaks;
import org.kamcl.engine.corpus.check.CheckDecisions.Suspicious;
import org.kamcl.engine.corpus.check.CorpusCheck;
import org.kamcl.engine.corpus.check.CorpusReport;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.TrainingCorpora.WordReport;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ProgressPrinter;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.corpus.WordCheck;
import org.kamcl.progress.ProgressStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl corpus check}: checks images and captions of a corpus. */
@Command(
    name = "check",
    description =
        "Check the images and captions of a corpus: missing and broken files, copies within and"
            + " across splits, sizes, counts, words and suspicious captions.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Copies are found if they are equal, re-encoded, resized, reflected or rotated by 90 degrees."
          + " Nothing of the corpus is changed. The table of --exclude is for kamcl train --exclude.",
      "Example: kamcl corpus check RSICD --exclude leaks.csv"
    })
public final class CorpusCheckCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Mixin private CorpusOptions corpusOptions;

  @Option(
      names = "--exclude",
      paramLabel = "FILE.csv",
      description =
          "Write the images that a training should leave out to a CSV table (split,filename). An"
              + " existing file is replaced.")
  private Path exclude;

  @Option(
      names = "--leaks",
      paramLabel = "DECISION",
      description =
          "Copies in several splits: leave_out_of_training, leave_out_of_evaluation or keep."
              + " Default: leave_out_of_training.")
  private Leaks leaks = Leaks.LEAVE_OUT_OF_TRAINING;

  @Option(
      names = "--duplicates",
      paramLabel = "DECISION",
      description = "Copies within a split: keep or leave_out. Default: keep.")
  private Duplicates duplicates = Duplicates.KEEP;

  @Option(
      names = "--suspicious",
      paramLabel = "DECISION",
      description = "Images with suspicious captions: keep or leave_out. Default: keep.")
  private Suspicious suspicious = Suspicious.KEEP;

  @Mixin private CommonOptions options;

  public CorpusCheckCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (exclude != null && !exclude.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      // Before the check, which takes long.
      throw new KamclException(CorpusCommandError.EXCLUSIONS_NOT_CSV, exclude);
    }
    Corpus corpus = corpusOptions.read(commandOutput, true);
    CorpusReport report;
    try (WorkerPool pool = WorkerPool.forThisMachine();
        ProgressPrinter progress =
            new ProgressPrinter(
                commandOutput, ProgressSubject.of(ProgressStage.IMAGES), corpus.images().size())) {
      report =
          new CorpusCheck(pool).check(corpus, (stage, done, total, item) -> progress.update(done));
    }
    WordReport words = WordCheck.of(corpus);
    List<Exclusion> exclusions =
        new CheckDecisions(leaks, duplicates, suspicious).exclusions(report);
    CorpusReportPrinter printer = new CorpusReportPrinter(commandOutput, report, words, exclusions);
    if (options.json()) {
      commandOutput.printJson(printer.json());
    } else {
      printer.print();
    }
    if (exclude != null) {
      try {
        ExclusionFile.write(exclude, exclusions);
      } catch (IOException e) {
        throw new KamclException(
            e, CorpusCommandError.EXCLUSIONS_NOT_WRITTEN, exclude, e.getMessage());
      }
    }
    return 0;
  }
}
