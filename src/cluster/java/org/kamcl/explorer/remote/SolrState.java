package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.solr.client.solrj.impl.ClusterStateProvider;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.common.cloud.ClusterState;
import org.apache.solr.common.cloud.DocCollection;
import org.apache.solr.common.cloud.Replica;
import org.apache.solr.common.cloud.Slice;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/** Which servers and parts of an archive ZooKeeper knows to be there. */
final class SolrState {
  private final String name;
  private final CloudSolrClient client;
  private final SolrFailures failures;

  /**
   * @param name of the archive
   */
  SolrState(String name, CloudSolrClient client, SolrFailures failures) {
    this.name = name;
    this.client = client;
    this.failures = failures;
  }

  /**
   * The collection of Solr that holds the archive now; empty if there is none.
   *
   * @throws KamclException if ZooKeeper cannot be reached
   */
  Optional<DocCollection> collection() {
    return failures.answered(() -> known(resolved()));
  }

  /** A collection of Solr by its own name, which is no alias. */
  Optional<DocCollection> collection(String actual) {
    return failures.answered(() -> known(actual));
  }

  private String resolved() {
    List<String> names = provider().resolveAlias(name);
    return names.isEmpty() ? name : names.get(0);
  }

  private Optional<DocCollection> known(String actual) {
    ClusterState.CollectionRef known = provider().getState(actual);
    return Optional.ofNullable(known == null ? null : known.get());
  }

  private ClusterStateProvider provider() {
    return client.getClusterStateProvider();
  }

  /**
   * The collection of Solr that holds the archive now.
   *
   * @throws KamclException with {@link RemoteError#ARCHIVE_UNKNOWN} if there is none
   */
  DocCollection existing() {
    return collection()
        .orElseThrow(() -> new KamclException(RemoteError.ARCHIVE_UNKNOWN, name));
  }

  /** Names of the servers that run. */
  Set<String> liveNodes() {
    return failures.answered(() -> provider().getLiveNodes());
  }

  /** The copies of a part that answer. */
  static List<Replica> active(Slice shard, Set<String> liveNodes) {
    return shard.getReplicas(replica -> replica.isActive(liveNodes));
  }

  /**
   * Parts of the archive.
   *
   * @param missing names of those of which no copy answers
   * @param all number of all
   */
  record Parts(List<String> missing, int all) {}

  /** The parts of which no copy answers. */
  Parts parts() {
    Collection<Slice> shards = existing().getActiveSlices();
    Set<String> live = liveNodes();
    List<String> missing = new ArrayList<>();
    for (Slice shard : shards) {
      if (active(shard, live).isEmpty()) {
        missing.add(shard.getName());
      }
    }
    return new Parts(missing, shards.size());
  }

  /**
   * Whether no copy of some part answers.
   *
   * @throws KamclException with {@link RemoteError#NO_SERVER} if that is so for all parts
   */
  boolean isIncomplete() {
    Parts parts = parts();
    if (parts.missing().size() == parts.all()) {
      throw new KamclException(RemoteError.NO_SERVER, name);
    }
    return !parts.missing().isEmpty();
  }

  /** Says that answers lack the images of some parts, if they do. */
  Optional<Problem> incomplete() {
    Parts parts = parts();
    return parts.missing().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(RemoteError.PARTS_MISSING, name, parts.missing().size(), parts.all()));
  }

  /**
   * Requires that every part can be written.
   *
   * @throws KamclException with {@link RemoteError#READ_ONLY}
   */
  void requireComplete() {
    Parts parts = parts();
    if (!parts.missing().isEmpty()) {
      throw new KamclException(RemoteError.READ_ONLY, name, parts.missing().size(), parts.all());
    }
  }
}
