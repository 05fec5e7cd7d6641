package org.kamcl.explorer.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrInputDocument;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.FileEntryJson;
import org.kamcl.explorer.archive.FileUpdate;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.file.UnicodeForms;

/** Writes files and their images. Writing the same again changes nothing. */
final class SolrFiles {
  private static final int BATCH = 200;

  private final SolrConnection solr;
  private final SolrSetup setup;
  private final SolrCollections collections;
  private final Towns towns = new Towns();

  SolrFiles(SolrConnection solr, SolrSetup setup, SolrCollections collections) {
    this.solr = solr;
    this.setup = setup;
    this.collections = collections;
  }

  /**
   * A stored file.
   *
   * @param key which its images have
   * @param entry what else is known of it, as {@link FileEntryJson} writes it
   */
  record Known(
      String key,
      String path,
      String sha256,
      String tiling,
      List<String> captions,
      String entry) {
    boolean isSame(FileEntry entry) {
      return sha256.equals(entry.sha256()) && tiling.equals(entry.tiling());
    }
  }

  /** The files at some paths; there may be several at one while its content changes. */
  static List<Known> known(SolrConnection solr, Collection<Path> paths) {
    return read(solr, "path", paths.stream().map(Path::toString).toList());
  }

  /** The files with one of some values in a field. */
  static List<Known> read(SolrConnection solr, String field, List<String> values) {
    List<Known> files = new ArrayList<>();
    for (int from = 0; from < values.size(); from += BATCH) {
      SolrQuery query = new SolrQuery("type:file");
      query.setFields("id", "file", "path", "sha256", "tiling", "captions", "entry");
      FilterQueries.among(
          query, field, values.subList(from, Math.min(values.size(), from + BATCH)));
      solr.forEach(
          query,
          document ->
              files.add(
                  new Known(
                      ImageDocuments.text(document, "file"),
                      ImageDocuments.text(document, "path"),
                      ImageDocuments.text(document, "sha256"),
                      ImageDocuments.text(document, "tiling"),
                      ImageDocuments.texts(document, "captions"),
                      ImageDocuments.text(document, "entry"))));
    }
    return files;
  }

  void save(ModelId model, List<EmbeddedImage> embedded) {
    if (!embedded.isEmpty()) {
      add(model, embedded);
      solr.commit(solr.name());
    }
  }

  /** Writes images; questions see them after the next commit. */
  void add(ModelId model, List<EmbeddedImage> embedded) {
    setup.addModel(model, embedded.get(0).vector().length);
    Batch batch = new Batch(embedded.stream().map(EmbeddedImage::file).toList());
    for (EmbeddedImage one : embedded) {
      ImageDocuments.setEmbedding(
          batch.image(one.file(), one.image()), model, one.vector(), one.concepts());
    }
    SolrInputDocument used = ImageDocuments.change(modelId(model.hash()));
    ImageDocuments.set(used, "type", "model");
    ImageDocuments.set(used, "name", model.name());
    ImageDocuments.set(used, "used", System.currentTimeMillis());
    batch.documents.put(modelId(model.hash()), used);
    batch.add();
  }

  /** The id of the document of a model. */
  static String modelId(String hash) {
    return Keys.of("model", hash) + "!model";
  }

  /** Name of the model that wrote last; empty if none did. */
  String lastModel() {
    SolrQuery query = new SolrQuery("type:model").setRows(1).setFields("name");
    query.setSort("used", SolrQuery.ORDER.desc);
    return solr.ask(query).getResults().stream()
        .map(document -> ImageDocuments.text(document, "name"))
        .findFirst()
        .orElse("");
  }

  void update(List<FileUpdate> updates) {
    Batch batch = new Batch(updates.stream().map(FileUpdate::file).toList());
    for (FileUpdate update : updates) {
      update.images().forEach(image -> batch.image(update.file(), image));
      batch.others(update.file());
    }
    batch.write();
  }

  void delete(List<Path> paths) {
    known(solr, paths).forEach(file -> solr.delete("file:" + file.key()));
  }

  void move(Path known, Path now) {
    known(solr, List.of(known)).forEach(file -> move(solr, file, now));
  }

  /**
   * Changes the path of a file. Another one that is stored there is deleted; tags and ratings of
   * its images go to those of this one.
   */
  static void move(SolrConnection solr, Known file, Path now) {
    List<SolrInputDocument> changes = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    solr.forEach(
        new SolrQuery("(type:file OR type:image) AND file:" + file.key()).setFields("id"),
        document -> {
          ids.add(ImageDocuments.text(document, "id"));
          SolrInputDocument change = ImageDocuments.change(ImageDocuments.text(document, "id"));
          ImageDocuments.setPath(change, now);
          changes.add(change);
        });
    SolrFeedback feedback = new SolrFeedback(solr);
    for (Known other : known(solr, List.of(now))) {
      if (other.key().equals(file.key())) {
        continue;
      }
      Map<Long, Long> heirs = new HashMap<>();
      solr.forEach(
          new SolrQuery("type:image AND file:" + other.key()).setFields("id", "number", "tag"),
          document -> {
            String id =
                file.key() + ImageDocuments.text(document, "id").substring(other.key().length());
            if (ids.contains(id)) {
              heirs.put(ImageDocuments.longNumber(document, "number"), Keys.number(id));
              for (String tag : ImageDocuments.texts(document, "tag")) {
                SolrInputDocument change = ImageDocuments.change(id);
                ImageDocuments.add(change, "tag", tag);
                changes.add(change);
              }
            }
          });
      feedback.inherit(other.key(), file.key(), heirs);
      solr.delete("file:" + other.key());
    }
    solr.write(changes);
  }

  /** Files that are written together with their images. */
  private final class Batch {
    private final Map<Path, FileEntry> files = new LinkedHashMap<>();
    private final Map<Path, String> keys = new HashMap<>();
    private final Map<Path, List<String>> captions = new HashMap<>();
    private final Map<Path, String> entries = new HashMap<>();
    private final Set<String> obsolete = new HashSet<>();
    private final Map<String, String> collectionKeys;
    private final Map<String, SolrInputDocument> documents = new LinkedHashMap<>();

    Batch(List<FileEntry> entries) {
      entries.forEach(entry -> files.put(entry.path(), entry));
      findKnown();
      findKeys();
      collectionKeys =
          collections.keys(
              files.values().stream()
                  .map(file -> UnicodeForms.composed(file.collection()))
                  .distinct()
                  .toList());
      files.values().forEach(this::addFile);
    }

    private void findKnown() {
      for (Known known : known(solr, files.keySet())) {
        Path path = Path.of(known.path());
        FileEntry entry = files.get(path);
        if (entry == null) {
          continue;
        }
        if (!known.captions().isEmpty()) {
          captions.putIfAbsent(path, known.captions());
        }
        if (!known.entry().isEmpty()) {
          entries.putIfAbsent(path, known.entry());
        }
        if (known.isSame(entry) && !keys.containsKey(path)) {
          keys.put(path, known.key());
        } else {
          obsolete.add(known.key());
        }
      }
      for (FileEntry entry : files.values()) {
        if (!entry.captions().isEmpty()) {
          captions.put(entry.path(), entry.captions().stream().map(Caption::sentence).toList());
        }
      }
    }

    /** A key of a file that was moved away from a path is not used for a new one there. */
    private void findKeys() {
      int attempt = 0;
      List<FileEntry> open =
          files.values().stream().filter(file -> !keys.containsKey(file.path())).toList();
      while (!open.isEmpty()) {
        Map<String, FileEntry> wanted = new HashMap<>();
        for (FileEntry file : open) {
          wanted.put(
              Keys.file(file.path().toString(), file.sha256(), file.tiling(), attempt), file);
        }
        Set<String> taken = new HashSet<>();
        for (Known other : read(solr, "file", List.copyOf(wanted.keySet()))) {
          FileEntry file = wanted.get(other.key());
          if (file == null || !Path.of(other.path()).equals(file.path())) {
            taken.add(other.key());
          }
        }
        List<FileEntry> left = new ArrayList<>();
        wanted.forEach(
            (key, file) -> {
              if (taken.contains(key)) {
                left.add(file);
              } else {
                keys.put(file.path(), key);
              }
            });
        open = left;
        attempt++;
      }
    }

    private String key(FileEntry file) {
      return keys.getOrDefault(file.path(), "");
    }

    private void setFile(SolrInputDocument document, FileEntry file) {
      ImageDocuments.set(document, "file", key(file));
      ImageDocuments.setPath(document, file.path());
      ImageDocuments.set(
          document, "collection", collectionKeys.get(UnicodeForms.composed(file.collection())));
      ImageDocuments.set(document, "captions", captions.getOrDefault(file.path(), List.of()));
    }

    private void addFile(FileEntry file) {
      SolrInputDocument document = ImageDocuments.change(Keys.fileId(key(file)));
      ImageDocuments.set(document, "type", "file");
      ImageDocuments.set(document, "sha256", file.sha256());
      ImageDocuments.set(document, "tiling", file.tiling());
      ImageDocuments.set(
          document, "entry", FileEntryJson.format(file, entries.getOrDefault(file.path(), "")));
      ImageDocuments.set(
          document, "captionCount", captions.getOrDefault(file.path(), List.of()).size());
      setFile(document, file);
      documents.put(Keys.fileId(key(file)), document);
    }

    /** An image of a file of this batch. */
    SolrInputDocument image(FileEntry file, ImageEntry image) {
      String id = Keys.imageId(key(file), image.tile());
      SolrInputDocument document = ImageDocuments.of(id, image, towns);
      setFile(document, file);
      documents.put(id, document);
      return document;
    }

    /** The images of a file that are stored and not of this batch. */
    void others(FileEntry file) {
      solr.forEach(
          new SolrQuery("type:image AND file:" + key(file)).setFields("id"),
          stored -> {
            String id = ImageDocuments.text(stored, "id");
            if (!documents.containsKey(id)) {
              SolrInputDocument document = ImageDocuments.change(id);
              setFile(document, file);
              documents.put(id, document);
            }
          });
    }

    void write() {
      if (!documents.isEmpty()) {
        add();
        solr.commit(solr.name());
      }
    }

    /** Writes the documents; questions see them after the next commit. */
    void add() {
      refuseTakenNumbers();
      solr.add(documents.values(), solr.name());
      obsolete.forEach(key -> solr.deleteLater("file:" + key));
    }

    /** Two images of one number would be one to the program. */
    private void refuseTakenNumbers() {
      Map<String, String> ids = new HashMap<>();
      for (String id : documents.keySet()) {
        if (!id.endsWith("!file") && !id.endsWith("!model")) {
          String other = ids.put(String.valueOf(Keys.number(id)), id);
          if (other != null) {
            throw new KamclException(RemoteError.NUMBER_TAKEN, other, id);
          }
        }
      }
      List<String> numbers = List.copyOf(ids.keySet());
      for (int from = 0; from < numbers.size(); from += BATCH) {
        SolrQuery query = new SolrQuery("type:image").setFields("id", "number");
        FilterQueries.among(
            query, "number", numbers.subList(from, Math.min(numbers.size(), from + BATCH)));
        solr.forEach(
            query,
            document -> {
              String stored = ImageDocuments.text(document, "id");
              String number = String.valueOf(ImageDocuments.longNumber(document, "number"));
              if (!stored.equals(ids.get(number))) {
                throw new KamclException(
                    RemoteError.NUMBER_TAKEN, stored, String.valueOf(ids.get(number)));
              }
            });
      }
    }
  }
}
