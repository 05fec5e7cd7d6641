package org.kamcl.explorer.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.response.json.BucketJsonFacet;
import org.apache.solr.client.solrj.response.json.NestableJsonFacet;
import org.apache.solr.common.SolrInputDocument;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.archive.BandRenderingJson;
import org.kamcl.explorer.catalog.CatalogError;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.file.GivenNames;
import org.kamcl.file.UnicodeForms;

/**
 * The collections of a shared archive. Images name the key of their collection; its document has
 * the name, so that another name is one change.
 */
final class SolrCollections implements ImageCollections {
  private static final String COUNTS =
      "{c:{type:terms,field:collection,limit:-1,facet:{"
          + "unplaced:{type:query,q:'placed:false'},undated:{type:query,q:'dated:false'}}}}";
  private static final String CAPTIONS =
      "{c:{type:terms,field:collection,limit:-1,facet:{captions:'sum(captionCount)'}}}";
  private static final int BATCH = 500;

  private final SolrConnection solr;
  private final SolrSearches searches;
  private final SolrVersions versions;

  /** Keys of the files whose images were removed, by removal. */
  private final Map<Long, Set<String>> removals = new HashMap<>();

  SolrCollections(SolrConnection solr, SolrSearches searches, SolrVersions versions) {
    this.solr = solr;
    this.versions = versions;
    this.searches = searches;
  }

  /** Names by key. */
  Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    SolrQuery query = new SolrQuery("type:collection").setFields("id", "collection", "name");
    solr.forEach(
        query,
        document ->
            names.put(
                ImageDocuments.text(document, "collection"),
                ImageDocuments.text(document, "name")));
    return names;
  }

  /** Keys by name. */
  Map<String, String> keys() {
    return byName(names());
  }

  /** Keys by name, from names by key. */
  static Map<String, String> byName(Map<String, String> names) {
    Map<String, String> keys = new HashMap<>();
    names.forEach((key, name) -> keys.put(name, key));
    return keys;
  }

  /** The keys of names; collections that are new are stored. */
  Map<String, String> keys(Collection<String> wanted) {
    Map<String, String> names = names();
    Map<String, String> keys = new HashMap<>();
    names.forEach((key, name) -> keys.put(name, key));
    List<SolrInputDocument> fresh = new ArrayList<>();
    for (String name : wanted) {
      if (!keys.containsKey(name)) {
        int attempt = 0;
        while (names.containsKey(key(name, attempt))) {
          attempt++;
        }
        keys.put(name, key(name, attempt));
        names.put(key(name, attempt), name);
        fresh.add(document(key(name, attempt), name));
      }
    }
    solr.write(fresh);
    return keys;
  }

  private static String key(String name, int attempt) {
    return Keys.of("collection", name, String.valueOf(attempt));
  }

  private static SolrInputDocument document(String key, String name) {
    SolrInputDocument document = ImageDocuments.change(key + "!collection");
    ImageDocuments.set(document, "type", "collection");
    ImageDocuments.set(document, "collection", key);
    ImageDocuments.set(document, "name", name);
    return document;
  }

  @Override
  public List<Info> list() {
    Map<String, String> names = names();
    Map<String, Long> captions = new HashMap<>();
    SolrQuery files = new SolrQuery("type:file").setRows(0);
    files.addFilterQuery("{!join from=file to=file v=$images}").set("images", FilterQueries.IMAGES);
    files.set("json.facet", CAPTIONS);
    buckets(files)
        .forEach(
            bucket ->
                captions.put(
                    String.valueOf(bucket.getVal()),
                    ((Number) bucket.getStatValue("captions")).longValue()));
    SolrQuery images = new SolrQuery(FilterQueries.IMAGES).setRows(0);
    images.set("json.facet", COUNTS);
    List<Info> all = new ArrayList<>();
    for (BucketJsonFacet bucket : buckets(images)) {
      String key = String.valueOf(bucket.getVal());
      all.add(
          new Info(
              names.getOrDefault(key, key),
              (int) bucket.getCount(),
              count(bucket, "unplaced"),
              count(bucket, "undated"),
              captions.getOrDefault(key, 0L).intValue(),
              false));
    }
    all.sort(
        Comparator.comparing(Info::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Info::name));
    return all;
  }

  private List<BucketJsonFacet> buckets(SolrQuery query) {
    NestableJsonFacet facets = solr.ask(query).getJsonFacetingResponse();
    return facets == null || facets.getBucketBasedFacets("c") == null
        ? List.of()
        : facets.getBucketBasedFacets("c").getBuckets();
  }

  private static int count(NestableJsonFacet bucket, String name) {
    NestableJsonFacet query = bucket.getQueryFacet(name);
    return query == null ? 0 : (int) query.getCount();
  }

  private String known(String name) {
    List<String> names = list().stream().map(Info::name).sorted().toList();
    String stored = UnicodeForms.composed(name);
    if (!names.contains(stored)) {
      throw names.isEmpty()
          ? new KamclException(CatalogError.COLLECTION_UNKNOWN, name)
          : new KamclException(CatalogError.COLLECTION_UNKNOWN_OTHERS, name, names);
    }
    return stored;
  }

  @Override
  public void rename(String name, String other) {
    String fresh = GivenNames.checked(other);
    String old = known(name);
    if (fresh.equals(old)) {
      return;
    }
    if (list().stream().anyMatch(info -> info.name().equals(fresh))) {
      throw new KamclException(CatalogError.COLLECTION_EXISTS, fresh);
    }
    Map<String, String> keys = keys();
    List<SolrInputDocument> changes = new ArrayList<>();
    String unused = keys.get(fresh);
    if (unused != null) {
      // One of that name that was removed makes room.
      changes.add(document(unused, fresh + " #" + unused));
    }
    changes.add(document(keys.getOrDefault(old, ""), fresh));
    solr.write(changes);
    versions.imagesChanged();
    searches.renameCollection(old, fresh);
  }

  @Override
  public Removal remove(String name) {
    String key = keys().getOrDefault(known(name), "");
    SolrQuery query = new SolrQuery(FilterQueries.IMAGES).addFilterQuery("collection:" + key);
    return removal(List.of(query));
  }

  @Override
  public Removal remove(List<Long> images) {
    List<SolrQuery> queries = new ArrayList<>();
    for (int from = 0; from < images.size(); from += BATCH) {
      queries.add(
          FilterQueries.among(
              new SolrQuery(FilterQueries.IMAGES),
              "number",
              images.subList(from, Math.min(images.size(), from + BATCH)).stream()
                  .map(String::valueOf)
                  .toList()));
    }
    return removal(queries);
  }

  /** Marks images as removed. */
  private Removal removal(List<SolrQuery> images) {
    long id =
        Keys.number(
            Keys.of(
                "removal", ProcessHandle.current().toString(), String.valueOf(System.nanoTime())));
    Set<String> files = new HashSet<>();
    List<SolrInputDocument> changes = new ArrayList<>();
    for (SolrQuery query : images) {
      solr.forEach(
          query.setFields("id", "file"),
          document -> {
            SolrInputDocument change = ImageDocuments.change(ImageDocuments.text(document, "id"));
            ImageDocuments.set(change, "removed", id);
            changes.add(change);
            files.add(ImageDocuments.text(document, "file"));
          });
    }
    solr.write(changes);
    versions.embeddingsChanged();
    synchronized (removals) {
      removals.put(id, files);
    }
    return () -> undo(id);
  }

  private void undo(long removal) {
    synchronized (removals) {
      if (removals.remove(removal) == null) {
        return;
      }
    }
    List<SolrInputDocument> changes = new ArrayList<>();
    solr.forEach(
        new SolrQuery("removed:" + removal).setFields("id"),
        document -> {
          SolrInputDocument change = ImageDocuments.change(ImageDocuments.text(document, "id"));
          ImageDocuments.set(change, "removed", null);
          changes.add(change);
        });
    solr.write(changes);
    versions.embeddingsChanged();
  }

  /** Makes the removals of this program final. */
  void purge() {
    Map<Long, Set<String>> all;
    synchronized (removals) {
      all = Map.copyOf(removals);
      removals.clear();
    }
    all.forEach(
        (removal, files) -> {
          List<String> gone = new ArrayList<>();
          solr.forEach(
              new SolrQuery("removed:" + removal).setFields("id", "number"),
              document -> gone.add(String.valueOf(ImageDocuments.longNumber(document, "number"))));
          if (!gone.isEmpty()) {
            solr.delete("removed:" + removal);
            for (int from = 0; from < gone.size(); from += BATCH) {
              solr.delete(
                  "type:feedback AND number:("
                      + String.join(" OR ", gone.subList(from, Math.min(gone.size(), from + BATCH)))
                      + ")");
            }
          }
          for (String file : files) {
            if (solr.count(new SolrQuery("type:image AND file:" + file)) == 0) {
              solr.delete("file:" + file);
            }
          }
        });
  }

  @Override
  public void relocate(Path known, Path now) {
    Path old = known.toAbsolutePath().normalize();
    Path file = now.toAbsolutePath().normalize();
    SolrFiles.Known before =
        SolrFiles.known(solr, List.of(old)).stream()
            .findFirst()
            .orElseThrow(() -> new KamclException(CatalogError.FILE_NOT_IN_ARCHIVE, old));
    if (!Files.isRegularFile(file)) {
      throw new KamclException(CatalogError.FILE_NOT_FOUND, file);
    }
    if (!ModelFiles.sha256(file).equals(before.sha256())) {
      throw new KamclException(CatalogError.CONTENT_DIFFERS, file, old);
    }
    SolrFiles.move(solr, before, file);
    versions.embeddingsChanged();
  }

  /** None: files that cannot be read are noted where they are indexed. */
  @Override
  public List<Problem> problems() {
    return List.of();
  }

  /** None: only who has the files knows which are missing. */
  @Override
  public List<Path> missingFiles() {
    return List.of();
  }

  @Override
  public BandRendering bandRendering(String name) {
    String stored = UnicodeForms.composed(name);
    List<String> renderings = new ArrayList<>();
    SolrQuery query = new SolrQuery("type:collection").setFields("id", "name", "rendering");
    solr.forEach(
        query,
        document -> {
          if (ImageDocuments.text(document, "name").equals(stored)) {
            renderings.add(ImageDocuments.text(document, "rendering"));
          }
        });
    return renderings.stream()
        .filter(text -> !text.isEmpty())
        .findFirst()
        .map(BandRenderingJson::parse)
        .orElse(BandRendering.DEFAULT);
  }

  @Override
  public void setBandRendering(String name, BandRendering rendering) {
    String stored = known(name);
    SolrInputDocument change = document(keys().getOrDefault(stored, ""), stored);
    ImageDocuments.set(change, "rendering", BandRenderingJson.format(rendering));
    solr.write(List.of(change));
  }
}
