package org.kamcl.explorer.remote;

import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.ArchiveLayout;
import org.kamcl.explorer.archive.ArchiveProvider;
import org.kamcl.explorer.archive.ArchiveStatus;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.job.Job;

/** Opens archives on SolrCloud. */
public final class SolrArchiveProvider implements ArchiveProvider {
  /** For {@link java.util.ServiceLoader}. */
  public SolrArchiveProvider() {}

  @Override
  public String scheme() {
    return "solr";
  }

  /** Who uses an archive: the user of the servers, else that of this machine. */
  private static String owner(ArchiveCredentials credentials) {
    return credentials.user().orElseGet(() -> System.getProperty("user.name", ""));
  }

  private static SolrArchive connect(ArchiveAddress address, ArchiveCredentials credentials) {
    return SolrArchive.open(
        address, credentials, SolrClients.Limits.DEFAULT, owner(credentials));
  }

  @Override
  public void create(
      ArchiveAddress address, ArchiveCredentials credentials, ArchiveLayout layout) {
    try (SolrArchive archive = connect(address, credentials)) {
      archive.create(layout.shards(), layout.replicas());
    }
  }

  @Override
  public SharedArchive open(ArchiveAddress address, ArchiveCredentials credentials) {
    SolrArchive archive = connect(address, credentials);
    try {
      archive.requireVersion();
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
    return archive;
  }

  @Override
  public ArchiveStatus status(ArchiveAddress address, ArchiveCredentials credentials) {
    try (SolrArchive archive = connect(address, credentials)) {
      return archive.status();
    }
  }

  @Override
  public Job<Long> upgrade(ArchiveAddress address, ArchiveCredentials credentials) {
    return context -> {
      try (SolrConnection solr =
          new SolrConnection(address, credentials, SolrClients.Limits.DEFAULT)) {
        return new SolrUpgrade(solr, context).run();
      }
    };
  }
}
