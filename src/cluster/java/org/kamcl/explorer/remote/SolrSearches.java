package org.kamcl.explorer.remote;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.archive.SearchRequestJson;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.GivenNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saved searches, which all share, and a search history for each person. */
final class SolrSearches implements SearchLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(SolrSearches.class);

  /** Older ones of the history are forgotten. */
  private static final int KEPT = 500;

  private static final String SAVED = "saved";
  private static final String HISTORY = "history";

  private final SolrConnection solr;
  private final String owner;

  SolrSearches(SolrConnection solr, String owner) {
    this.solr = solr;
    this.owner = owner;
  }

  /** A stored search with the id of its document. */
  private record Stored(String id, Entry entry) {}

  private List<Stored> stored(String type) {
    List<Stored> all = new ArrayList<>();
    SolrQuery query = new SolrQuery("*:*");
    query.addFilterQuery("type:" + type);
    if (type.equals(HISTORY)) {
      query.set("who", owner);
      query.addFilterQuery("{!term f=owner v=$who}");
    }
    query.setFields("id", "number", "name", "query", "filter", "feedback", "top", "used", "strong");
    solr.forEach(
        query,
        document ->
            read(document)
                .ifPresent(
                    entry -> all.add(new Stored(ImageDocuments.text(document, "id"), entry))));
    return all;
  }

  /** One that cannot be read must not hide the others. */
  private static Optional<Entry> read(SolrDocument document) {
    String filter = ImageDocuments.text(document, "filter");
    try {
      SearchRequest request =
          new SearchRequest(
              QueryParser.parse(ImageDocuments.text(document, "query")),
              SearchRequestJson.filter(filter),
              Optional.of(SearchRequestJson.feedback(ImageDocuments.text(document, "feedback")))
                  .filter(known -> !known.isEmpty()),
              ImageDocuments.number(document, "top"),
              SearchRequestJson.order(filter));
      return Optional.of(
          new Entry(
              ImageDocuments.longNumber(document, "number"),
              ImageDocuments.text(document, "name"),
              request,
              Instant.ofEpochMilli(ImageDocuments.longNumber(document, "used")),
              ImageDocuments.number(document, "strong")));
    } catch (RuntimeException e) {
      LOG.warn("A stored search cannot be read and is left out", e);
      return Optional.empty();
    }
  }

  @Override
  public List<Entry> history(int top) {
    return stored(HISTORY).stream()
        .map(Stored::entry)
        .sorted(Comparator.comparing(Entry::lastUsed).reversed())
        .limit(Math.max(0, top))
        .toList();
  }

  @Override
  public List<Entry> saved() {
    return stored(SAVED).stream()
        .map(Stored::entry)
        .sorted(
            Comparator.comparing(Entry::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Entry::name))
        .toList();
  }

  /** What makes two searches the same. */
  private static String key(SearchRequest request) {
    return Keys.of(
        QueryWriter.write(request.query()),
        SearchRequestJson.filter(request),
        SearchRequestJson.of(request.feedback().orElse(RelevanceFeedback.NONE)));
  }

  private String historyId(SearchRequest request) {
    return HISTORY + "!" + Keys.of(owner, key(request));
  }

  private static SolrInputDocument document(
      String id, String type, SearchRequest request, long used, int strong) {
    SolrInputDocument document = new SolrInputDocument();
    document.setField("id", id);
    document.setField("type", type);
    document.setField("number", Keys.number(id));
    document.setField("query", QueryWriter.write(request.query()));
    document.setField("filter", SearchRequestJson.filter(request));
    document.setField(
        "feedback", SearchRequestJson.of(request.feedback().orElse(RelevanceFeedback.NONE)));
    document.setField("top", request.top());
    document.setField("used", used);
    document.setField("strong", strong);
    return document;
  }

  @Override
  public void addToHistory(SearchRequest request, int strong) {
    List<Stored> history = stored(HISTORY);
    long newest =
        history.stream().mapToLong(one -> one.entry().lastUsed().toEpochMilli()).max().orElse(0);
    // Within one tick of the clock the order still tells.
    long now = Math.max(System.currentTimeMillis(), newest + 1);
    String id = historyId(request);
    List<SolrInputDocument> changes = new ArrayList<>();
    SolrInputDocument entry = document(id, HISTORY, request, now, strong);
    entry.setField("owner", owner);
    changes.add(entry);
    for (Stored one : stored(SAVED)) {
      if (key(one.entry().request()).equals(key(request))) {
        SolrInputDocument change = ImageDocuments.change(one.id());
        ImageDocuments.set(change, "used", now);
        ImageDocuments.set(change, "strong", strong);
        changes.add(change);
      }
    }
    solr.write(changes);
    history.stream()
        .filter(one -> !one.id().equals(id))
        .sorted(Comparator.comparing((Stored one) -> one.entry().lastUsed()).reversed())
        .skip(KEPT - 1L)
        .forEach(one -> delete(one.id()));
  }

  @Override
  public void save(String name, SearchRequest request) {
    String checked = GivenNames.checked(name);
    Optional<Entry> before =
        stored(HISTORY).stream()
            .map(Stored::entry)
            .filter(entry -> key(entry.request()).equals(key(request)))
            .findFirst();
    SolrInputDocument document =
        document(
            SAVED + "!" + Keys.of(checked),
            SAVED,
            request,
            before
                .map(entry -> entry.lastUsed().toEpochMilli())
                .orElseGet(System::currentTimeMillis),
            before.map(Entry::strongMatches).orElse(0));
    document.setField("name", checked);
    solr.write(List.of(document));
  }

  private void delete(String id) {
    solr.delete("id:\"" + id + "\"");
  }

  @Override
  public void delete(long id) {
    solr.delete("(type:saved OR type:history) AND number:" + id);
  }

  @Override
  public void clearHistory() {
    stored(HISTORY).forEach(one -> delete(one.id()));
  }

  /** A collection has another name in the filters, too; also in the histories of others. */
  void renameCollection(String name, String other) {
    List<SolrInputDocument> changes = new ArrayList<>();
    SolrQuery query = new SolrQuery("type:saved OR type:history").setFields("id", "filter");
    solr.forEach(
        query,
        document -> {
          String filter = ImageDocuments.text(document, "filter");
          Set<String> names = new HashSet<>(SearchRequestJson.filter(filter).collections());
          if (names.remove(name)) {
            names.add(other);
            SolrInputDocument change = ImageDocuments.change(ImageDocuments.text(document, "id"));
            ImageDocuments.set(change, "filter", SearchRequestJson.withCollections(filter, names));
            changes.add(change);
          }
        });
    solr.write(changes);
  }
}
