package org.kamcl.engine.corpus.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusError;
import org.kamcl.engine.corpus.CorpusFormat;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.corpus.check.CorpusReport.Shape;
import org.kamcl.engine.corpus.check.CorpusReport.SplitSize;
import org.kamcl.engine.corpus.check.CorpusReport.Unreadable;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageProperties;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/** Checks a corpus: reads its lists, decodes each image once, and looks at all captions. */
public final class CorpusCheck {
  /** Problems of images whose files are not found. */
  private static final Set<CorpusError> MISSING =
      Set.of(CorpusError.IMAGE_MISSING, CorpusError.IMAGE_AMBIGUOUS, CorpusError.OUTSIDE_CORPUS);

  private final WorkerPool workerPool;

  /**
   * @param workerPool decodes the images
   */
  public CorpusCheck(WorkerPool workerPool) {
    this.workerPool = workerPool;
  }

  /** The result for a file: its header and fingerprint, or why it cannot be read. */
  private record Decoded(
      @Nullable ImageProperties header,
      @Nullable ImageFingerprint fingerprint,
      @Nullable Problem failure) {}

  /**
   * Checks a corpus.
   *
   * @param place a folder, or the file that lists the corpus
   * @param format of the corpus; empty to detect it
   * @param progress counts image files; an exception that it throws ends the check
   * @throws KamclException if nothing is usable
   */
  public CorpusReport check(Path place, Optional<CorpusFormat> format, ProgressListener progress) {
    return check(new CorpusReader(format, true).read(place), progress);
  }

  /**
   * Checks a corpus that was read with its images.
   *
   * @param progress counts image files; an exception that it throws ends the check
   */
  public CorpusReport check(Corpus corpus, ProgressListener progress) {
    Map<Path, Decoded> files = decode(corpus, progress);
    List<Unreadable> unreadable = new ArrayList<>();
    List<CorpusImage> readable = new ArrayList<>();
    List<ImageFingerprint> fingerprints = new ArrayList<>();
    for (CorpusImage image : corpus.images()) {
      Decoded decoded = Objects.requireNonNull(files.get(image.path()));
      if (decoded.failure != null) {
        unreadable.add(new Unreadable(image, decoded.failure));
      } else if (decoded.fingerprint != null) {
        readable.add(image);
        fingerprints.add(decoded.fingerprint);
      }
    }
    List<Problem> missing = new ArrayList<>();
    List<Problem> other = new ArrayList<>();
    for (Problem problem : corpus.problems()) {
      (MISSING.stream().anyMatch(problem::is) ? missing : other).add(problem);
    }
    CaptionCheck captions = new CaptionCheck(corpus.images());
    return new CorpusReport(
        corpus,
        splits(corpus),
        missing,
        unreadable,
        shapes(files),
        copies(readable, fingerprints),
        captions.counts(),
        captions.suspicious(),
        other);
  }

  private Map<Path, Decoded> decode(Corpus corpus, ProgressListener progress) {
    Set<Path> distinct = new LinkedHashSet<>();
    corpus.images().forEach(image -> distinct.add(image.path()));
    List<Path> files = List.copyOf(distinct);
    Map<Path, Decoded> results = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    Thread caller = Thread.currentThread();
    progress.onProgress(ProgressStage.IMAGES, 0, files.size());
    workerPool.runShared(
        () -> {
          try {
            for (int i = next.getAndIncrement();
                i < files.size() && !ended.get();
                i = next.getAndIncrement()) {
              results.put(files.get(i), decode(files.get(i)));
              int count = done.incrementAndGet();
              if (Thread.currentThread() == caller) {
                progress.onProgress(ProgressStage.IMAGES, count, files.size());
              }
            }
          } finally {
            // Also when the listener cancels: the other threads end after their current image.
            if (Thread.currentThread() == caller) {
              ended.set(true);
            }
          }
        });
    // A thread that failed for another reason leaves its image open.
    files.forEach(file -> results.computeIfAbsent(file, CorpusCheck::decode));
    progress.onProgress(ProgressStage.IMAGES, files.size(), files.size());
    return results;
  }

  private static Decoded decode(Path file) {
    try {
      return new Decoded(
          ImageProperties.read(file), ImageFingerprint.of(ImageDecoder.decode(file)), null);
    } catch (KamclException e) {
      return new Decoded(null, null, e.problem(file));
    }
  }

  private static List<SplitSize> splits(Corpus corpus) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    corpus.images().forEach(image -> sizes.merge(image.split(), 1, Integer::sum));
    return sizes.entrySet().stream().map(e -> new SplitSize(e.getKey(), e.getValue())).toList();
  }

  private static List<Shape> shapes(Map<Path, Decoded> files) {
    Map<ImageProperties, Integer> counts = new HashMap<>();
    for (Decoded decoded : files.values()) {
      if (decoded.header != null) {
        counts.merge(decoded.header, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(
            e ->
                new Shape(
                    e.getKey().width(), e.getKey().height(), e.getKey().bands(), e.getValue()))
        .sorted(
            Comparator.comparingInt((Shape shape) -> -shape.files())
                .thenComparingInt(Shape::width)
                .thenComparingInt(Shape::height)
                .thenComparingInt(Shape::bands))
        .toList();
  }

  private static List<CopyGroup> copies(
      List<CorpusImage> images, List<ImageFingerprint> fingerprints) {
    return DuplicateFinder.find(fingerprints).stream()
        .map(
            group ->
                new CopyGroup(
                    group.stream()
                        .map(m -> new CopyGroup.Copy(images.get(m.image()), m.turned()))
                        .toList()))
        .toList();
  }
}
