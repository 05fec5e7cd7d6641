package org.kamcl.explorer.cli.shared;

import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.ArchiveProvider;
import org.kamcl.explorer.archive.ArchiveProviders;
import picocli.CommandLine.Parameters;

/** The address of a shared archive as an argument. */
public final class AddressArgument {
  @Parameters(
      index = "0",
      paramLabel = "ADDRESS",
      description = "The archive: solr://HOST:PORT[,HOST:PORT]/NAME.")
  private String text;

  /** The address. */
  ArchiveAddress address() {
    return ArchiveAddress.parse(text);
  }

  /** What opens the archive, if this build can. */
  ArchiveProvider provider() {
    return ArchiveProviders.of(address());
  }

  /** The credentials of the environment. */
  static ArchiveCredentials credentials() {
    return ArchiveCredentials.of(System.getenv());
  }
}
