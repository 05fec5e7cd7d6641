package org.kamcl.explorer.remote;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.SolrRequest;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.client.solrj.request.AbstractUpdateRequest;
import org.apache.solr.client.solrj.request.QueryRequest;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.params.CursorMarkParams;
import org.apache.solr.common.util.NamedList;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;

/**
 * Requests to one archive, which is a collection of SolrCloud. Requests that a server could not
 * answer are repeated for a limited time. While no copy of a part answers, questions are answered
 * from the other parts, which {@link #incomplete} says, and nothing is written. Thread-safe.
 */
final class SolrConnection implements AutoCloseable {
  private static final int PAGE = 1000;

  private final String name;
  private final CloudSolrClient client;
  private final SolrFailures failures;
  private final SolrState state;

  /** Connects when the first request is made. */
  SolrConnection(
      ArchiveAddress address, ArchiveCredentials credentials, SolrClients.Limits limits) {
    this.name = address.name();
    this.client = SolrClients.create(address, credentials, limits);
    this.failures = new SolrFailures(name, limits);
    this.state = new SolrState(name, client, failures);
  }

  String name() {
    return name;
  }

  /** Its servers and parts. */
  SolrState state() {
    return state;
  }

  /** Says that answers lack the images of some parts, if they do. */
  Optional<Problem> incomplete() {
    return state.incomplete();
  }

  /** Sends a request that is no query. */
  NamedList<Object> send(SolrRequest<?> request) {
    return send(request, name);
  }

  /** Sends a request about another collection. */
  NamedList<Object> send(SolrRequest<?> request, String collection) {
    return failures.answered(() -> client.request(request, collection));
  }

  /** Sends a request about the whole cluster. */
  NamedList<Object> administer(SolrRequest<?> request) {
    return failures.answered(() -> ((SolrClient) client).request(request, null));
  }

  /** Asks a question; the answer has what every call of this program has written before. */
  QueryResponse ask(SolrQuery query) {
    return ask(query, name);
  }

  /** Asks about another collection. */
  QueryResponse ask(SolrQuery query, String collection) {
    // Leaders have what is written first.
    query.set("shards.preference", "replica.leader:true");
    // Judged anew for each try: a server may stop meanwhile.
    return failures.answered(
        () -> {
          query.set("shards.tolerant", state.isIncomplete());
          return new QueryRequest(query, SolrRequest.METHOD.POST).process(client, collection);
        });
  }

  /** Number of documents that match. */
  long count(SolrQuery query) {
    return ask(query.setRows(0)).getResults().getNumFound();
  }

  /** Passes all documents that match, in the order of their keys. */
  void forEach(SolrQuery query, Consumer<SolrDocument> reader) {
    query.setRows(PAGE).setSort("id", SolrQuery.ORDER.asc);
    String mark = CursorMarkParams.CURSOR_MARK_START;
    while (true) {
      query.set(CursorMarkParams.CURSOR_MARK_PARAM, mark);
      QueryResponse page = ask(query);
      page.getResults().forEach(reader);
      if (page.getNextCursorMark().equals(mark)) {
        return;
      }
      mark = page.getNextCursorMark();
    }
  }

  /** Writes documents and returns when all questions see them. */
  void write(Collection<SolrInputDocument> documents) {
    if (documents.isEmpty()) {
      return;
    }
    UpdateRequest request = new UpdateRequest();
    request.add(List.copyOf(documents));
    committed(request);
  }

  /** Writes documents and returns when the servers have them; questions see them later. */
  void add(Collection<SolrInputDocument> documents, String collection) {
    if (!documents.isEmpty()) {
      UpdateRequest request = new UpdateRequest();
      request.add(List.copyOf(documents));
      update(request, collection);
    }
  }

  /** The document of a key as it was written last, also if questions do not see it yet. */
  @Nullable SolrDocument latest(String id, String collection) {
    return failures.answered(() -> client.getById(collection, id));
  }

  /** Deletes a document; questions see it until the next commit. */
  void deleteById(String id, String collection) {
    update(new UpdateRequest().deleteById(id), collection);
  }

  /** Deletes the documents that match; questions see them until the next commit. */
  void deleteLater(String query) {
    update(new UpdateRequest().deleteByQuery(query), name);
  }

  /** Returns when all questions see what was added before. */
  void commit(String collection) {
    UpdateRequest request = new UpdateRequest();
    request.setAction(AbstractUpdateRequest.ACTION.COMMIT, true, true, false);
    update(request, collection);
  }

  /** Deletes the documents that match, and returns when no question sees them. */
  void delete(String query) {
    committed(new UpdateRequest().deleteByQuery(query));
  }

  private void committed(UpdateRequest request) {
    request.setAction(AbstractUpdateRequest.ACTION.COMMIT, true, true, true);
    update(request, name);
  }

  private void update(UpdateRequest request, String collection) {
    state.requireComplete();
    failures.answered(() -> request.process(client, collection));
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new KamclException(e, RemoteError.NOT_REACHED, name, String.valueOf(e.getMessage()));
    }
  }
}
