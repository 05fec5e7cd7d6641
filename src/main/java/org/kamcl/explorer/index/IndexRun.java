package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Caption;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.EmbeddedImage;
import org.kamcl.explorer.catalog.FileEntry;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.catalog.ImageEntry;
import org.kamcl.explorer.catalog.ImageLocation;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.PlannedImage;
import org.kamcl.explorer.job.JobContext;

/**
 * One run of the index: while the model works on some pictures, the next files are read, and those
 * before are stored.
 */
final class IndexRun {
  /** Longer side of a picture in a resolution that was asked for, pixels. */
  private static final int MOST_SIDE = 4_096;

  private final Catalog catalog;
  private final ImageLoader reader;
  private final ModelSource model;
  private final SidecarTables tables;
  private final IndexReportBuilder indexReportBuilder;
  private final ImageEntryFactory entries;
  private final IndexRequest request;
  private final JobContext context;
  private final BatchWriter writer;
  private final IndexProgress indexProgress;

  IndexRun(
      Catalog catalog,
      ImageLoader reader,
      ModelSource model,
      SidecarTables tables,
      IndexReportBuilder indexReportBuilder,
      IndexRequest request,
      JobContext context,
      IndexProgress indexProgress) {
    this.catalog = catalog;
    this.reader = reader;
    this.model = model;
    this.tables = tables;
    this.indexReportBuilder = indexReportBuilder;
    this.entries = new ImageEntryFactory(TrainedExtentRange.of(ModelCard.read(model.folder())));
    this.request = request;
    this.context = context;
    this.writer = new BatchWriter(catalog, model, indexReportBuilder);
    this.indexProgress = indexProgress;
  }

  /** A picture that waits for the model. */
  private record Unit(FileEntry file, ImageEntry picture, Path folder) {}

  /**
   * A file to read.
   *
   * @param file absolute
   * @param folder it was found in, absolute
   * @param collection it belongs to where it is not known yet
   */
  record Found(Path file, Path folder, String collection) {}

  /** Takes files; those that cannot be used are reported. */
  void all(Iterator<Found> files) {
    Units units = new Units(files);
    try {
      // Asked first, so that no model is loaded for nothing.
      if (units.hasNext()) {
        model.embedder(this::pixels).embed(units, new Keeper());
      }
    } catch (CancellationException e) {
      // What is finished is kept; what was cancelled is told by the exception.
      writer.flush();
      throw e;
    }
    writer.flush();
  }

  /** Reads file after file, as far ahead of the model as it is asked to. */
  private final class Units implements Iterator<Unit> {
    private final Iterator<Found> files;
    private final Queue<Unit> waiting = new ArrayDeque<>();

    Units(Iterator<Found> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (waiting.isEmpty() && files.hasNext()) {
        context.checkCancelled();
        waiting.addAll(file(files.next()));
      }
      return !waiting.isEmpty();
    }

    @Override
    public Unit next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      context.checkCancelled();
      return waiting.remove();
    }
  }

  /** The pictures of a file that the model has to see. */
  private List<Unit> file(Found found) {
    List<Unit> units;
    try {
      units =
          look(found.file(), found.folder(), found.collection(), request.collection().isPresent());
    } catch (KamclException e) {
      writer.problem(
          new FileProblem(found.file(), found.folder(), found.collection(), e.getMessage()));
      indexProgress.advance(1, found.file());
      return List.of();
    }
    // Outside the try: what the catalogue refuses ends the run.
    writer.good(found.file());
    List<Unit> unseen = new ArrayList<>();
    for (Unit unit : units) {
      // Where pixels depend on the ground, the same content may be seen in another resolution.
      Optional<StoredEmbedding> twin =
          resamples()
              ? Optional.empty()
              : catalog.findEmbedding(
                  model.id(), unit.file.sha256(), unit.file.tiling(), unit.picture.tile());
      if (twin.isPresent()) {
        writer.add(
            new EmbeddedImage(unit.file, unit.picture, twin.get().vector(), twin.get().concepts()));
        indexProgress.advance(1, found.file());
      } else {
        unseen.add(unit);
      }
    }
    return unseen;
  }

  /** A file that is new here, but has the content of one that is gone, is that one. */
  private Optional<StoredFile> moved(Path file, String sha256) {
    Optional<Path> old =
        catalog.filesWithHash(sha256).stream().filter(Files::notExists).findFirst();
    if (old.isEmpty()) {
      return Optional.empty();
    }
    catalog.moveFile(old.get(), file);
    indexReportBuilder.countMoved();
    return catalog.findFile(file);
  }

  /**
   * A file as it is now, and what is known of it.
   *
   * @param untouched whether size and time are as they were
   * @param same whether content and cutting are as they were
   */
  private record State(
      Path file,
      long size,
      long modified,
      String sha256,
      String cutting,
      Optional<StoredFile> known,
      boolean untouched,
      boolean same) {

    /** What people said of its coordinate system, if it asked. */
    Optional<CrsAssignment> said() {
      return known.flatMap(StoredFile::crs);
    }
  }

  private State state(Path file) {
    long size;
    long modified;
    try {
      size = Files.size(file);
      modified = Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new ExplorerException("The image " + file + " is missing or may not be read.", e);
    }
    Optional<StoredFile> known = catalog.findFile(file);
    boolean untouched =
        known.isPresent() && known.get().size() == size && known.get().modified() == modified;
    String sha256 = untouched ? known.get().sha256() : ModelFiles.sha256(file);
    if (known.isEmpty()) {
      known = moved(file, sha256);
    }
    String cutting = reader.cutting(file, request.tiling(), request.rendering());
    boolean same =
        known.isPresent()
            && known.get().sha256().equals(sha256)
            && known.get().tiling().equals(cutting);
    return new State(file, size, modified, sha256, cutting, known, untouched, same);
  }

  private List<Unit> look(Path file, Path folder, String collection, boolean collectionAsked) {
    State now = state(file);
    Optional<StoredFile> known = now.known;
    String shelf = known.isPresent() && !collectionAsked ? known.get().collection() : collection;
    Optional<ImageLocation> place = tables.location(folder, file);
    List<Caption> captions = tables.captions(folder, file);
    Set<Optional<TileBounds>> seen =
        now.same ? catalog.embeddedTiles(model.id(), known.get()) : Set.of();
    boolean complete = now.same && seen.size() >= known.get().imageCount();
    boolean idle = complete && now.untouched && nothingNew(known.get(), shelf, place, captions);
    if (idle && now.said().isEmpty()) {
      return known(known.get(), file);
    }
    // One that asks for its system is read to here each time: it may be named beside it by now.
    CrsAssignment answer = request.crs().or(now::said).orElse(CrsAssignment.UNDECIDED);
    List<PlannedImage> plan = reader.plan(file, request.tiling(), answer.epsg());
    Optional<CrsAssignment> system =
        plan.get(0).missingCrs() ? Optional.of(answer) : Optional.empty();
    if (system.isPresent() && answer.epsg().isEmpty()) {
      indexReportBuilder.addMissingCrs(file);
    }
    if (idle && system.equals(now.said())) {
      return known(known.get(), file);
    }
    FileEntry entry =
        new FileEntry(
            shelf,
            file,
            now.size,
            now.modified,
            now.sha256,
            now.cutting,
            plan.size(),
            place,
            captions,
            system);
    List<ImageEntry> pictures = pictures(now, plan, place);
    pictures.forEach(p -> indexReportBuilder.addWarnings(p.warnings()));
    indexProgress.setImageCount(pictures.size());
    if (now.same && !system.equals(now.said())) {
      catalog.missingCrs().updateFootprints(entry, pictures, !resamples());
      seen = resamples() ? Set.of() : seen;
    }
    return unseen(entry, pictures, seen, folder);
  }

  private List<ImageEntry> pictures(
      State now, List<PlannedImage> plan, Optional<ImageLocation> table) {
    Optional<StoredFile> same = now.known.filter(k -> now.same);
    Optional<ImageLocation> place = table.or(() -> same.flatMap(StoredFile::location));
    // By the name, or as it was when one was read from that.
    Optional<LocalDate> date = nameDate(now.file).or(() -> same.flatMap(StoredFile::date));
    return plan.stream().map(p -> entries.create(now.file, p, place, date)).toList();
  }

  /** Those of a file's pictures that the model has to see; the others are brought up to date. */
  private List<Unit> unseen(
      FileEntry file, List<ImageEntry> pictures, Set<Optional<TileBounds>> seen, Path folder) {
    List<Unit> units = new ArrayList<>();
    List<ImageEntry> old = new ArrayList<>();
    for (ImageEntry picture : pictures) {
      if (seen.contains(picture.tile())) {
        old.add(picture);
      } else {
        units.add(new Unit(file, picture, folder));
      }
    }
    if (!old.isEmpty()) {
      writer.refresh(new Catalog.FileUpdate(file, old));
      indexReportBuilder.countKnown(old.size(), placeless(old));
      indexProgress.advance(old.size(), file.path());
    }
    return units;
  }

  /** A file with nothing new about it. */
  private List<Unit> known(StoredFile known, Path file) {
    indexReportBuilder.countKnown(known.imageCount(), known.withoutLocation());
    indexProgress.setImageCount(known.imageCount());
    indexProgress.advance(known.imageCount(), file);
    return List.of();
  }

  /** Whether the pixels that a model sees depend on what is known of the ground under them. */
  private boolean resamples() {
    return request.tiling().gsd().isPresent();
  }

  private static boolean nothingNew(
      StoredFile known, String collection, Optional<ImageLocation> place, List<Caption> captions) {
    return known.collection().equals(collection)
        && (place.isEmpty() || place.equals(known.location()))
        && (captions.isEmpty() || captions.size() == known.captionCount());
  }

  private static int placeless(List<ImageEntry> pictures) {
    return (int) pictures.stream().filter(p -> p.footprint().isEmpty()).count();
  }

  private Optional<LocalDate> nameDate(Path file) {
    return request.dateParser().flatMap(dates -> dates.parse(file));
  }

  private RgbImage pixels(Unit unit) {
    try {
      return resampled(unit.file.path(), unit.picture);
    } catch (KamclException e) {
      throw new EngineException(e.getMessage(), e);
    }
  }

  /** A picture in the resolution that was asked for, where its own is known. */
  private RgbImage resampled(Path file, ImageEntry picture) {
    OptionalDouble wanted = request.tiling().gsd();
    OptionalDouble own = picture.gsd();
    if (wanted.isEmpty() || own.isEmpty()) {
      return reader.read(file, picture.tile(), ImageLoader.EMBEDDING_SIDE, request.rendering());
    }
    double scale =
        Math.min(
            own.getAsDouble() / wanted.getAsDouble(),
            (double) MOST_SIDE / Math.max(picture.width(), picture.height()));
    int width = (int) Math.max(1, Math.round(picture.width() * scale));
    int height = (int) Math.max(1, Math.round(picture.height() * scale));
    RgbImage pixels =
        reader.read(file, picture.tile(), Math.max(width, height), request.rendering());
    return ImageResizer.bilinear(pixels, width, height);
  }

  private final class Keeper implements ImageEmbedder.Sink<Unit> {
    @Override
    public void embedded(Unit unit, Embedding embedding) {
      byte[] concepts = new byte[embedding.concepts().length];
      for (int i = 0; i < concepts.length; i++) {
        concepts[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, embedding.concepts()[i])));
      }
      writer.add(new EmbeddedImage(unit.file, unit.picture, embedding.unitVector(), concepts));
      indexProgress.advance(1, unit.file.path());
    }

    @Override
    public void skipped(Unit unit, Problem problem) {
      writer.problem(
          new FileProblem(
              unit.file.path(),
              unit.folder,
              unit.file.collection(),
              ErrorText.of(problem, Locale.ENGLISH)));
      indexProgress.advance(1, unit.file.path());
    }
  }
}
