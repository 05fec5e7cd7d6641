package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kamcl.explorer.archive.ArchiveContents;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.CodeVersions;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.ImageRecord;

/** Reads a catalog as a whole. Images with damaged entries are left out. */
final class CatalogContents implements ArchiveContents {
  /** Images that are read at a time, but never a part of a file. */
  private static final int BATCH = 500;

  private final Catalog catalog;
  private final Database database;

  CatalogContents(Catalog catalog, Database database) {
    this.catalog = catalog;
    this.database = database;
  }

  @Override
  public List<ModelId> models() {
    return catalog.models().all().keySet().stream()
        .sorted(Comparator.comparing(ModelId::hash))
        .toList();
  }

  /** The images of a model by file, with the entries of the files. */
  private Map<Path, List<ImageRecord>> images(ModelId model) {
    Map<Long, ImageRecord> all = new HashMap<>();
    catalog.images().forEach(image -> all.put(image.id(), image));
    Map<Path, List<ImageRecord>> files = new TreeMap<>();
    for (long id : catalog.embeddedImageIds(model)) {
      ImageRecord image = all.get(id);
      if (image != null) {
        files.computeIfAbsent(image.file(), file -> new ArrayList<>()).add(image);
      }
    }
    return files;
  }

  @Override
  public Set<Key> embedded(ModelId model) {
    Set<Key> keys = new HashSet<>();
    images(model)
        .forEach(
            (path, images) ->
                catalog
                    .files()
                    .find(path)
                    .ifPresent(
                        file ->
                            images.forEach(
                                image ->
                                    keys.add(
                                        new Key(
                                            path, file.sha256(), file.tiling(), image.tile())))));
    return keys;
  }

  @Override
  public void read(ModelId model, Consumer<List<EmbeddedImage>> reader) {
    List<ImageRecord> batch = new ArrayList<>();
    for (List<ImageRecord> images : images(model).values()) {
      batch.addAll(images);
      if (batch.size() >= BATCH) {
        reader.accept(embedded(model, batch));
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      reader.accept(embedded(model, batch));
    }
  }

  private List<EmbeddedImage> embedded(ModelId model, List<ImageRecord> images) {
    Map<Long, ImageRecord> records = new HashMap<>();
    images.forEach(image -> records.put(image.id(), image));
    Map<Path, Optional<FileEntry>> entries = new HashMap<>();
    List<EmbeddedImage> embedded = new ArrayList<>();
    long[] ids = images.stream().mapToLong(ImageRecord::id).toArray();
    catalog.embeddings(
        model,
        ids,
        stored -> {
          ImageRecord image = records.get(stored.imageId());
          if (image != null) {
            entries
                .computeIfAbsent(image.file(), path -> entry(model, image))
                .ifPresent(
                    file ->
                        embedded.add(
                            new EmbeddedImage(
                                file, image(image), stored.vector(), stored.concepts())));
          }
        });
    return embedded;
  }

  private static ImageEntry image(ImageRecord image) {
    return new ImageEntry(
        image.tile(),
        image.width(),
        image.height(),
        image.footprint(),
        image.gsd(),
        image.date(),
        image.crs(),
        image.warnings());
  }

  private Optional<FileEntry> entry(ModelId model, ImageRecord image) {
    return catalog
        .files()
        .find(image.file())
        .map(
            file ->
                new FileEntry(
                    file.collection(),
                    image.file(),
                    file.size(),
                    file.modified(),
                    file.sha256(),
                    file.tiling(),
                    file.imageCount(),
                    file.location(),
                    captions(file.id()),
                    file.crs(),
                    new CodeVersions(file.georeferencing(), reading(model, image))));
  }

  private List<Caption> captions(long file) {
    return database.read(open -> new FileTable(open).captions(file));
  }

  private int reading(ModelId model, ImageRecord image) {
    return database.read(open -> new EmbeddingTable(open).reading(model.hash(), image.id()));
  }
}
