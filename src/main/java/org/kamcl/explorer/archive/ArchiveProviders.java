package org.kamcl.explorer.archive;

import java.util.List;
import java.util.ServiceLoader;
import org.kamcl.error.KamclException;

/** The kinds of shared archives that this build of the program can open. */
public final class ArchiveProviders {
  private ArchiveProviders() {}

  /** Whether this build has any. */
  public static boolean isAvailable() {
    return !all().isEmpty();
  }

  /**
   * The one that opens an address.
   *
   * @throws KamclException with {@link ArchiveError#NOT_IN_THIS_BUILD} or {@link
   *     ArchiveError#SCHEME_UNKNOWN}
   */
  public static ArchiveProvider of(ArchiveAddress address) {
    List<ArchiveProvider> all = all();
    if (all.isEmpty()) {
      throw new KamclException(ArchiveError.NOT_IN_THIS_BUILD);
    }
    return all.stream()
        .filter(provider -> provider.scheme().equals(address.scheme()))
        .findFirst()
        .orElseThrow(
            () ->
                new KamclException(
                    ArchiveError.SCHEME_UNKNOWN,
                    address.scheme(),
                    all.stream().map(ArchiveProvider::scheme).toList()));
  }

  private static List<ArchiveProvider> all() {
    return ServiceLoader.load(ArchiveProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
