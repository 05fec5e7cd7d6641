package org.kamcl.explorer.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.kamcl.engine.corpus.CorpusFormat;
import org.kamcl.engine.corpus.check.CorpusCheck;
import org.kamcl.engine.corpus.check.CorpusReport;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.api.TrainingCorpora;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.CaptionedImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TrainingDraft;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressListener;

/** Corpora and the draft of a workspace. Thread-safe. */
public final class TrainingCorpusService implements TrainingCorpora {
  private static final int LONGEST_NAME = 60;

  private final Path folder;
  private final ThumbnailSource images;
  private final ModelStore models;
  private final Optional<Path> pretrained;
  private final DraftFile draft;

  /**
   * @param workspace folder of the workspace; need not exist
   * @param images renders images of files
   * @param models the models of the workspace and the program
   * @param pretrained folder of the pretrained encoders, if there is one
   */
  public TrainingCorpusService(
      Path workspace, ThumbnailSource images, ModelStore models, Optional<Path> pretrained) {
    this.models = models;
    this.pretrained = pretrained;
    this.folder = workspace.resolve(ArchiveCorpus.FOLDER);
    this.images = images;
    this.draft = new DraftFile(workspace, "training-draft.json");
  }

  @Override
  public Job<CheckedCorpus> check(Path place, Optional<String> format) {
    return context -> {
      try (WorkerPool pool = WorkerPool.forThisMachine()) {
        ProgressListener progress =
            (stage, done, total, item) -> {
              context.checkCancelled();
              context.onProgress(stage, done, total, item);
            };
        CorpusReport report =
            new CorpusCheck(pool).check(place, format.map(CorpusFormat::fromOption), progress);
        return new CheckedCorpus(place, report, WordCheck.of(report.corpus()));
      }
    };
  }

  @Override
  public ArgbImage image(Path file, int side) {
    return images.thumbnail(ImageRecord.builder(-1, "", file).build(), side);
  }

  @Override
  public List<Path> made() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(ArchiveCorpus::is).sorted().toList();
    } catch (IOException e) {
      throw new KamclException(e, CorpusStoreError.NOT_WRITTEN, folder, DraftFile.reason(e));
    }
  }

  /**
   * Tells which images have captions in a corpus that was made from the archive.
   *
   * @throws KamclException if a corpus cannot be read
   */
  public Predicate<ImageRecord> captioned() {
    return ArchiveCorpus.captioned(made());
  }

  /**
   * Tells which images of the archive have captions in a corpus that was made from it.
   *
   * @throws KamclException if the corpus cannot be read
   */
  public static Predicate<ImageRecord> captionedIn(Path corpus) {
    return ArchiveCorpus.captioned(List.of(corpus));
  }

  /**
   * Writes images with captions to a folder outside the workspace's corpora.
   *
   * @param place folder of the corpus; created if it does not exist
   */
  public void write(Path place, List<CaptionedImage> images, JobContext context) {
    new ArchiveCorpus(place, this.images).add(images, context);
  }

  @Override
  public Job<Path> add(String name, List<CaptionedImage> added) {
    return context -> add(name, added, context);
  }

  private synchronized Path add(String name, List<CaptionedImage> added, JobContext context) {
    Path corpus = folder.resolve(folderName(name));
    new ArchiveCorpus(corpus, images).add(added, context);
    return corpus;
  }

  /** Letters and digits of a name in lower case, with hyphens between. */
  private static String folderName(String name) {
    String cleaned =
        name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    if (cleaned.isEmpty()) {
      throw new KamclException(CorpusStoreError.NAME_EMPTY, name);
    }
    return cleaned.substring(0, Math.min(LONGEST_NAME, cleaned.length()));
  }

  @Override
  public List<StartModel> startModels() {
    return models.list().stream()
        .filter(model -> model.problem().isEmpty())
        .map(
            model -> {
              ModelCard card = model.requireCard();
              String trainedOn = card.trainedOn();
              return new StartModel(
                  model.name(),
                  card.description(),
                  ModelCard.UNKNOWN.equals(trainedOn) ? "" : trainedOn,
                  card.network().published());
            })
        .toList();
  }

  @Override
  public boolean hasPretrainedEncoders() {
    return pretrained.filter(Files::isDirectory).isPresent();
  }

  @Override
  public synchronized Optional<TrainingDraft> draft() {
    return draft.read();
  }

  @Override
  public synchronized void keepDraft(TrainingDraft kept) {
    draft.write(kept);
  }

  @Override
  public synchronized void discardDraft() {
    draft.delete();
  }
}
