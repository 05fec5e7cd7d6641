package org.kamcl.explorer.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrDocument;
import org.kamcl.explorer.archive.ArchiveContents;
import org.kamcl.explorer.archive.ArchiveStatus;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.FileEntryJson;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

/** Reads an archive as a whole, in the order of its keys, which have those of the files in front. */
final class SolrContents implements ArchiveContents {
  private static final int BATCH = 500;

  private final SolrConnection solr;
  private final SolrCollections collections;

  SolrContents(SolrConnection solr, SolrCollections collections) {
    this.solr = solr;
    this.collections = collections;
  }

  @Override
  public List<ModelId> models() {
    return new SolrStatus(solr)
        .models().stream()
            .map(ArchiveStatus.Model::model)
            .sorted((a, b) -> a.hash().compareTo(b.hash()))
            .toList();
  }

  private static SolrQuery images(ModelId model) {
    SolrQuery query = new SolrQuery(FilterQueries.IMAGES);
    query.set("modelHash", model.hash());
    return query.addFilterQuery("{!term f=model v=$modelHash}");
  }

  @Override
  public Set<Key> embedded(ModelId model) {
    Set<Key> keys = new HashSet<>();
    List<SolrDocument> batch = new ArrayList<>();
    solr.forEach(
        images(model).setFields("id", "file", "part", "x", "y", "width", "height"),
        document -> {
          batch.add(document);
          if (batch.size() >= BATCH) {
            addKeys(batch, keys);
          }
        });
    addKeys(batch, keys);
    return keys;
  }

  private void addKeys(List<SolrDocument> batch, Set<Key> keys) {
    Map<String, SolrFiles.Known> files = files(batch);
    for (SolrDocument document : batch) {
      SolrFiles.Known file = files.get(ImageDocuments.text(document, "file"));
      if (file != null) {
        keys.add(new Key(Path.of(file.path()), file.sha256(), file.tiling(), tile(document)));
      }
    }
    batch.clear();
  }

  private static Optional<TileBounds> tile(SolrDocument document) {
    return Boolean.TRUE.equals(document.getFieldValue("part"))
        ? Optional.of(
            new TileBounds(
                ImageDocuments.number(document, "x"),
                ImageDocuments.number(document, "y"),
                ImageDocuments.number(document, "width"),
                ImageDocuments.number(document, "height")))
        : Optional.empty();
  }

  /** The files of images by key. */
  private Map<String, SolrFiles.Known> files(List<SolrDocument> images) {
    Map<String, SolrFiles.Known> files = new HashMap<>();
    List<String> keys =
        images.stream().map(image -> ImageDocuments.text(image, "file")).distinct().toList();
    SolrFiles.read(solr, "file", keys).forEach(file -> files.put(file.key(), file));
    return files;
  }

  @Override
  public void read(ModelId model, Consumer<List<EmbeddedImage>> reader) {
    Map<String, String> names = collections.names();
    List<SolrDocument> batch = new ArrayList<>();
    SolrQuery query = images(model).setFields(ImageDocuments.RECORD);
    query.addField("id").addField("file");
    query.addField(SolrSetup.vectors(model)).addField(SolrSetup.concepts(model));
    solr.forEach(
        query,
        document -> {
          batch.add(document);
          if (batch.size() >= BATCH) {
            reader.accept(embedded(model, batch, names));
            batch.clear();
          }
        });
    if (!batch.isEmpty()) {
      reader.accept(embedded(model, batch, names));
    }
  }

  private List<EmbeddedImage> embedded(
      ModelId model, List<SolrDocument> documents, Map<String, String> names) {
    Map<String, SolrFiles.Known> files = files(documents);
    List<EmbeddedImage> embedded = new ArrayList<>();
    for (SolrDocument document : documents) {
      SolrFiles.Known file = files.get(ImageDocuments.text(document, "file"));
      if (file != null) {
        ImageRecord image = ImageDocuments.record(document, names);
        FileEntry entry =
            FileEntryJson.parse(
                file.entry(),
                image.collection(),
                Path.of(file.path()),
                file.sha256(),
                file.tiling(),
                file.captions());
        embedded.add(
            new EmbeddedImage(
                entry,
                new ImageEntry(
                    image.tile(),
                    image.width(),
                    image.height(),
                    image.footprint(),
                    image.gsd(),
                    image.date(),
                    image.crs(),
                    image.warnings()),
                ImageDocuments.vector(document, SolrSetup.vectors(model)),
                (byte[]) document.getFieldValue(SolrSetup.concepts(model))));
      }
    }
    return embedded;
  }
}
