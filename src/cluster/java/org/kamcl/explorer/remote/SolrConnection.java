package org.kamcl.explorer.remote;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.SolrRequest;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.impl.CloudHttp2SolrClient;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.apache.solr.client.solrj.request.AbstractUpdateRequest;
import org.apache.solr.client.solrj.request.QueryRequest;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.params.CursorMarkParams;
import org.apache.solr.common.util.NamedList;
import org.kamcl.error.KamclException;

/** Requests to one archive, which is a collection of SolrCloud. Thread-safe. */
final class SolrConnection implements AutoCloseable {
  private static final int PAGE = 1000;
  private static final int CONNECT_SECONDS = 10;
  private static final int IDLE_SECONDS = 120;

  /** What can fail while a request is made. */
  private interface Call<T> {
    T run() throws SolrServerException, IOException;
  }

  private final String name;
  private final CloudSolrClient client;

  /**
   * Connects when the first request is made.
   *
   * @param zooKeepers addresses with their ports
   * @param root folder in ZooKeeper, such as {@code /solr}; empty for none
   * @param name name of the archive
   */
  SolrConnection(List<String> zooKeepers, Optional<String> root, String name) {
    this.name = name;
    this.client =
        new CloudHttp2SolrClient.Builder(zooKeepers, root)
            .withHttpClientBuilder(
                new Http2SolrClient.Builder()
                    .withConnectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                    .withIdleTimeout(IDLE_SECONDS, TimeUnit.SECONDS))
            .withDefaultCollection(name)
            .build();
  }

  String name() {
    return name;
  }

  /** Sends a request that is no query. */
  NamedList<Object> send(SolrRequest<?> request) {
    return answered(() -> client.request(request));
  }

  /** Sends a request about the whole cluster. */
  NamedList<Object> administer(SolrRequest<?> request) {
    return answered(() -> ((SolrClient) client).request(request, null));
  }

  /** Asks a question; the answer has what every call of this program has written before. */
  QueryResponse ask(SolrQuery query) {
    // Leaders have what is written first.
    query.set("shards.preference", "replica.leader:true");
    query.set("shards.tolerant", false);
    QueryRequest request = new QueryRequest(query, SolrRequest.METHOD.POST);
    return answered(() -> request.process(client, name));
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

  /** Deletes the documents that match, and returns when no question sees them. */
  void delete(String query) {
    committed(new UpdateRequest().deleteByQuery(query));
  }

  private void committed(UpdateRequest request) {
    request.setAction(AbstractUpdateRequest.ACTION.COMMIT, true, true, true);
    answered(() -> request.process(client, name));
  }

  private <T> T answered(Call<T> call) {
    try {
      return call.run();
    } catch (SolrServerException | IOException e) {
      throw new KamclException(e, RemoteError.NOT_REACHED, name, reason(e));
    } catch (SolrException e) {
      throw new KamclException(e, RemoteError.REFUSED, name, reason(e));
    }
  }

  private static String reason(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new KamclException(e, RemoteError.NOT_REACHED, name, reason(e));
    }
  }
}
