package org.kamcl.explorer.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Two Solr servers with a ZooKeeper in this process, started once for all tests. */
final class SolrServers implements ParameterResolver {
  private static final int NODES = 2;

  /** The running servers. */
  static final class Running implements AutoCloseable {
    private final Path home;
    private final MiniSolrCloudCluster cluster;

    Running() {
      try {
        home = Files.createTempDirectory("kamcl-solr");
        cluster = new MiniSolrCloudCluster.Builder(NODES, home).build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    MiniSolrCloudCluster cluster() {
      return cluster;
    }

    /** An archive that may not exist yet. */
    SolrArchive archive(String name, String owner) {
      return SolrArchive.open(
          List.of(cluster.getZkServer().getZkHost()), Optional.of("/solr"), name, owner);
    }

    @Override
    public void close() throws IOException {
      try {
        cluster.shutdown();
      } catch (Exception e) {
        throw new IOException(e);
      }
      FileUtils.deleteDirectory(home.toFile());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
  }
}
