package org.kamcl.explorer.remote;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.solr.client.solrj.embedded.SSLConfig;
import org.apache.solr.client.solrj.impl.CloudHttp2SolrClient;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;

/** Makes clients of SolrCloud with credentials and time limits. */
final class SolrClients {
  /**
   * How long to wait for servers.
   *
   * @param connect milliseconds for a connection to a server or to ZooKeeper
   * @param answer milliseconds for the answer to one request
   * @param patience milliseconds in which a request is repeated that a server could not answer
   */
  record Limits(int connect, int answer, int patience) {
    /**
     * For people and programs. Solr takes 30 seconds to notice that a server was killed, and some
     * more until another one takes its writes.
     */
    static final Limits DEFAULT = new Limits(5_000, 120_000, 90_000);
  }

  private SolrClients() {}

  /** A client that connects when the first request is made. */
  static CloudSolrClient create(
      ArchiveAddress address, ArchiveCredentials credentials, Limits limits) {
    Http2SolrClient.Builder requests = new Http2SolrClient.Builder();
    requests.withConnectionTimeout(limits.connect(), TimeUnit.MILLISECONDS);
    requests.withIdleTimeout(limits.answer(), TimeUnit.MILLISECONDS);
    requests.withRequestTimeout(limits.answer(), TimeUnit.MILLISECONDS);
    if (credentials.user().isPresent()) {
      requests.withBasicAuthCredentials(
          credentials.user().get(), credentials.password().orElse(""));
    }
    if (credentials.trustStore().isPresent()) {
      // Passed on directly: as system properties, any part of the program could read them. SolrJ
      // ignores the file unless client authentication is on, which without a key changes nothing else.
      requests.withSSLConfig(
          new SSLConfig(
              true,
              true,
              null,
              null,
              credentials.trustStore().get().toString(),
              credentials.trustStorePassword().orElse(null)));
    }
    return new CloudHttp2SolrClient.Builder(
            address.hosts(), Optional.of(address.root()).filter(root -> !root.isEmpty()))
        .withHttpClientBuilder(requests)
        .withZkConnectTimeout(limits.connect(), TimeUnit.MILLISECONDS)
        .withZkClientTimeout(Math.max(limits.connect(), MIN_SESSION), TimeUnit.MILLISECONDS)
        .withDefaultCollection(address.name())
        .build();
  }

  /** Milliseconds; ZooKeeper ends shorter sessions while the machine is busy. */
  private static final int MIN_SESSION = 10_000;
}
