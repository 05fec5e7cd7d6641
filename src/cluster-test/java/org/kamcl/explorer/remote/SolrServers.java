package org.kamcl.explorer.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;

/** Two Solr servers with a ZooKeeper in this process, started once for all tests. */
final class SolrServers implements ParameterResolver {
  private static final int NODES = 2;

  /** The running servers. */
  static final class Running implements AutoCloseable {
    private final Path home;
    private final MiniSolrCloudCluster cluster;

    Running() {
      this(builder -> {});
    }

    /**
     * @param settings changes how the servers are made
     */
    Running(Consumer<MiniSolrCloudCluster.Builder> settings) {
      try {
        home = Files.createTempDirectory("kamcl-solr");
        MiniSolrCloudCluster.Builder builder = new MiniSolrCloudCluster.Builder(NODES, home);
        settings.accept(builder);
        cluster = builder.build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    MiniSolrCloudCluster cluster() {
      return cluster;
    }

    /** The address of an archive, which may not exist yet. */
    ArchiveAddress address(String name) {
      return new ArchiveAddress(
          "solr", List.of(cluster.getZkServer().getZkHost()), "/solr", name);
    }

    /** An archive that may not exist yet. */
    SolrArchive archive(String name, String owner) {
      return SolrArchive.open(
          address(name), ArchiveCredentials.NONE, SolrClients.Limits.DEFAULT, owner);
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
