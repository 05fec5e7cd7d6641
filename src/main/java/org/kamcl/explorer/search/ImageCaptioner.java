package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.catalog.CaptionVectors;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.search.CaptionRanker.NearCaption;

/** The captions that describe an image best, and how certain that is. */
final class ImageCaptioner {
  private final CaptionRanker ranker;
  private final CaptionCandidates candidates;

  /** Ranks the sentences of a user, so that those of the archive need not be loaded again. */
  private final CaptionRanker sentenceRanker;

  private final CalibrationCache calibrations;

  /**
   * @param vectors keeps the vectors of captions
   * @param ranker has the captions of the archive
   */
  ImageCaptioner(
      Archive archive,
      CaptionVectors vectors,
      ModelSource model,
      CaptionRanker ranker,
      CalibrationCache calibrations) {
    this.ranker = ranker;
    this.candidates = new CaptionCandidates(archive, model);
    this.sentenceRanker = new CaptionRanker(vectors, model);
    this.calibrations = calibrations;
  }

  /**
   * Captions of the archive or, if it has none, of the model.
   *
   * @param vector unit vector of the image
   * @return best first
   */
  List<RankedCaption> closest(ImageRecord image, float[] vector, ModelImages archive, int top) {
    return closest(image, vector, archive, ranker, candidates.get(), top, JobContext.NONE);
  }

  /**
   * Captions of a file.
   *
   * @param vector unit vector of the image
   * @param sentences a UTF-8 file with one caption per line
   * @return best first
   */
  List<RankedCaption> closest(
      ImageRecord image,
      float[] vector,
      ModelImages archive,
      Path sentences,
      int top,
      JobContext context) {
    List<String> lines = CaptionRanker.lines(sentences);
    return closest(image, vector, archive, sentenceRanker, lines, top, context);
  }

  private List<RankedCaption> closest(
      ImageRecord image,
      float[] vector,
      ModelImages archive,
      CaptionRanker by,
      List<String> known,
      int top,
      JobContext context) {
    CaptionJudge judge =
        new CaptionJudge(
            calibrations.of(archive),
            new MatchJudge(calibrations.collections(archive), MatchJudge.Kind.WORDS),
            image.collection(),
            known.size());
    return by.rank(vector, known, top, context).stream()
        .map(caption -> judge.judge(caption, vector))
        .toList();
  }

  /**
   * Captions for an image where no archive need be.
   *
   * @param vector unit vector of the image
   * @param list a UTF-8 file with one caption per line; empty for the captions of the archive, or
   *     of the model if the archive has none
   * @return best first
   */
  List<RankedCaption> closest(float[] vector, Optional<Path> list, int top, JobContext context) {
    List<String> all = list.map(CaptionRanker::lines).orElseGet(candidates::get);
    List<NearCaption> near = ranker.rank(vector, all, top, context);
    Optional<CaptionJudge> judge =
        calibrations
            .ofModel()
            .map(
                c ->
                    new CaptionJudge(
                        c, new MatchJudge(Map.of(), MatchJudge.Kind.WORDS), "", all.size()));
    return near.stream()
        .map(c -> judge.map(j -> j.judge(c, vector)).orElseGet(() -> unjudged(c)))
        .toList();
  }

  private static RankedCaption unjudged(NearCaption caption) {
    return new RankedCaption(caption.rank(), caption.caption(), caption.score(), Optional.empty());
  }

  /** Tells how certain it is that captions describe an image. */
  private record CaptionJudge(
      ScoreCalibration calibration, MatchJudge judge, String collection, int captions) {
    RankedCaption judge(NearCaption caption, float[] image) {
      double zScore =
          calibration.queryScores(caption.vector(), false).zScore(caption.score(), image);
      return new RankedCaption(
          caption.rank(),
          caption.caption(),
          caption.score(),
          Optional.of(judge.band(new MatchJudge.Match(collection, zScore), captions)));
    }
  }
}
