package org.kamcl.explorer.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.PictureEmbedder;
import org.kamcl.explorer.catalog.Caption;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.FileEntry;
import org.kamcl.explorer.catalog.FileProblem;
import org.kamcl.explorer.catalog.IndexedPicture;
import org.kamcl.explorer.catalog.KnownFile;
import org.kamcl.explorer.catalog.PictureEntry;
import org.kamcl.explorer.catalog.Place;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.imagery.PictureReader;
import org.kamcl.explorer.imagery.PlannedPicture;
import org.kamcl.explorer.job.JobContext;

/**
 * One run of the index: while the model works on some pictures, the next files are read, and those
 * before are stored.
 */
final class IndexRun {
  /** Longer side of a picture in a resolution that was asked for, pixels. */
  private static final int MOST_SIDE = 4_096;

  private final Catalog catalog;
  private final PictureReader reader;
  private final ModelSource model;
  private final SideTables tables;
  private final Tally tally;
  private final PictureEntries entries;
  private final IndexRequest request;
  private final JobContext context;
  private final BatchWriter writer;
  private final Pieces pieces;

  IndexRun(
      Catalog catalog,
      PictureReader reader,
      ModelSource model,
      SideTables tables,
      Tally tally,
      IndexRequest request,
      JobContext context,
      Pieces pieces) {
    this.catalog = catalog;
    this.reader = reader;
    this.model = model;
    this.tables = tables;
    this.tally = tally;
    this.entries = new PictureEntries(LearnedWidths.of(ModelCard.read(model.folder())));
    this.request = request;
    this.context = context;
    this.writer = new BatchWriter(catalog, model, tally);
    this.pieces = pieces;
  }

  /** A picture that waits for the model. */
  private record Unit(FileEntry file, PictureEntry picture, Path folder) {}

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
    } catch (ExplorerException | EngineException e) {
      writer.problem(
          new FileProblem(found.file(), found.folder(), found.collection(), e.getMessage()));
      pieces.done(1, found.file());
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
              : catalog.twin(
                  model.id(), unit.file.sha256(), unit.file.cutting(), unit.picture.window());
      if (twin.isPresent()) {
        writer.add(
            new IndexedPicture(
                unit.file, unit.picture, twin.get().vector(), twin.get().concepts()));
        pieces.done(1, found.file());
      } else {
        unseen.add(unit);
      }
    }
    return unseen;
  }

  /** A file that is new here, but has the content of one that is gone, is that one. */
  private Optional<KnownFile> moved(Path file, String sha256) {
    Optional<Path> old = catalog.withContent(sha256).stream().filter(Files::notExists).findFirst();
    if (old.isEmpty()) {
      return Optional.empty();
    }
    catalog.move(old.get(), file);
    tally.moved();
    return catalog.find(file);
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
      Optional<KnownFile> known,
      boolean untouched,
      boolean same) {

    /** What people said of its coordinate system, if it asked. */
    Optional<SystemAnswer> said() {
      return known.flatMap(KnownFile::system);
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
    Optional<KnownFile> known = catalog.find(file);
    boolean untouched =
        known.isPresent() && known.get().size() == size && known.get().modified() == modified;
    String sha256 = untouched ? known.get().sha256() : ModelFiles.sha256(file);
    if (known.isEmpty()) {
      known = moved(file, sha256);
    }
    String cutting = PictureReader.cutting(file, request.cutting(), request.look());
    boolean same =
        known.isPresent()
            && known.get().sha256().equals(sha256)
            && known.get().cutting().equals(cutting);
    return new State(file, size, modified, sha256, cutting, known, untouched, same);
  }

  private List<Unit> look(Path file, Path folder, String collection, boolean collectionAsked) {
    State now = state(file);
    Optional<KnownFile> known = now.known;
    String shelf = known.isPresent() && !collectionAsked ? known.get().collection() : collection;
    Optional<Place> place = tables.place(folder, file);
    List<Caption> captions = tables.captions(folder, file);
    Set<Optional<PixelWindow>> seen = now.same ? catalog.seen(model.id(), known.get()) : Set.of();
    boolean complete = now.same && seen.size() >= known.get().pictures();
    boolean idle = complete && now.untouched && nothingNew(known.get(), shelf, place, captions);
    if (idle && now.said().isEmpty()) {
      return known(known.get(), file);
    }
    // One that asks for its system is read to here each time: it may be named beside it by now.
    SystemAnswer answer = request.system().or(now::said).orElse(SystemAnswer.OPEN);
    List<PlannedPicture> plan = reader.plan(file, request.cutting(), answer.epsg());
    Optional<SystemAnswer> system = plan.get(0).unnamed() ? Optional.of(answer) : Optional.empty();
    if (system.isPresent() && answer.epsg().isEmpty()) {
      tally.unknownSystem(file);
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
    List<PictureEntry> pictures = pictures(now, plan, place);
    pictures.forEach(p -> tally.warn(p.warnings()));
    pieces.cut(pictures.size());
    if (now.same && !system.equals(now.said())) {
      catalog.systems().place(entry, pictures, !resamples());
      seen = resamples() ? Set.of() : seen;
    }
    return unseen(entry, pictures, seen, folder);
  }

  private List<PictureEntry> pictures(State now, List<PlannedPicture> plan, Optional<Place> table) {
    Optional<KnownFile> same = now.known.filter(k -> now.same);
    Optional<Place> place = table.or(() -> same.flatMap(KnownFile::place));
    // By the name, or as it was when one was read from that.
    Optional<LocalDate> date = nameDate(now.file).or(() -> same.flatMap(KnownFile::date));
    return plan.stream().map(p -> entries.of(now.file, p, place, date)).toList();
  }

  /** Those of a file's pictures that the model has to see; the others are brought up to date. */
  private List<Unit> unseen(
      FileEntry file, List<PictureEntry> pictures, Set<Optional<PixelWindow>> seen, Path folder) {
    List<Unit> units = new ArrayList<>();
    List<PictureEntry> old = new ArrayList<>();
    for (PictureEntry picture : pictures) {
      if (seen.contains(picture.window())) {
        old.add(picture);
      } else {
        units.add(new Unit(file, picture, folder));
      }
    }
    if (!old.isEmpty()) {
      writer.refresh(new Catalog.Refreshed(file, old));
      tally.known(old.size(), placeless(old));
      pieces.done(old.size(), file.path());
    }
    return units;
  }

  /** A file with nothing new about it. */
  private List<Unit> known(KnownFile known, Path file) {
    tally.known(known.pictures(), known.withoutPlace());
    pieces.cut(known.pictures());
    pieces.done(known.pictures(), file);
    return List.of();
  }

  /** Whether the pixels that a model sees depend on what is known of the ground under them. */
  private boolean resamples() {
    return request.cutting().resolution().isPresent();
  }

  private static boolean nothingNew(
      KnownFile known, String collection, Optional<Place> place, List<Caption> captions) {
    return known.collection().equals(collection)
        && (place.isEmpty() || place.equals(known.place()))
        && (captions.isEmpty() || captions.size() == known.captions());
  }

  private static int placeless(List<PictureEntry> pictures) {
    return (int) pictures.stream().filter(p -> p.footprint().isEmpty()).count();
  }

  private Optional<LocalDate> nameDate(Path file) {
    return request.dates().flatMap(dates -> dates.find(file));
  }

  private RgbImage pixels(Unit unit) {
    try {
      return resampled(unit.file.path(), unit.picture);
    } catch (ExplorerException e) {
      throw new EngineException(e.getMessage(), e);
    }
  }

  /** A picture in the resolution that was asked for, where its own is known. */
  private RgbImage resampled(Path file, PictureEntry picture) {
    OptionalDouble wanted = request.cutting().resolution();
    OptionalDouble own = picture.metresPerPixel();
    if (wanted.isEmpty() || own.isEmpty()) {
      return reader.read(file, picture.window(), PictureReader.WORKING_SIDE, request.look());
    }
    double scale =
        Math.min(
            own.getAsDouble() / wanted.getAsDouble(),
            (double) MOST_SIDE / Math.max(picture.width(), picture.height()));
    int width = (int) Math.max(1, Math.round(picture.width() * scale));
    int height = (int) Math.max(1, Math.round(picture.height() * scale));
    RgbImage pixels = reader.read(file, picture.window(), Math.max(width, height), request.look());
    return ImageResizer.bilinear(pixels, width, height);
  }

  private final class Keeper implements PictureEmbedder.Sink<Unit> {
    @Override
    public void embedded(Unit unit, Embedding embedding) {
      byte[] concepts = new byte[embedding.concepts().length];
      for (int i = 0; i < concepts.length; i++) {
        concepts[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, embedding.concepts()[i])));
      }
      writer.add(new IndexedPicture(unit.file, unit.picture, embedding.unitVector(), concepts));
      pieces.done(1, unit.file.path());
    }

    @Override
    public void skipped(Unit unit, String reason) {
      writer.problem(
          new FileProblem(unit.file.path(), unit.folder, unit.file.collection(), reason));
      pieces.done(1, unit.file.path());
    }
  }
}
