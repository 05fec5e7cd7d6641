package org.kamcl.explorer.archive;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * Where a shared archive is: {@code solr://host:port,host:port/name}, where the hosts are those of
 * the coordination service (ZooKeeper). A folder in it may come before the name, as in {@code
 * solr://zk1:2181/solr/kamcl}. An address never holds a user or a password.
 *
 * @param scheme kind of the archive, in lower case
 * @param hosts addresses with their ports, at least one
 * @param root folder with a leading slash, such as {@code /solr}; empty for none
 * @param name name of the archive
 */
public record ArchiveAddress(String scheme, List<String> hosts, String root, String name) {
  private static final int DEFAULT_PORT = 2181;
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<scheme>[a-z][a-z0-9]*)://(?<hosts>[^/@\\s]+)(?<root>(?:/[A-Za-z0-9._-]+)*)"
              + "/(?<name>[A-Za-z0-9_][A-Za-z0-9_.-]*)");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

  /** Copies the list. */
  public ArchiveAddress {
    hosts = List.copyOf(hosts);
  }

  /**
   * Reads an address. A host without a port has the usual one of ZooKeeper, 2181.
   *
   * @throws KamclException with {@link ArchiveError#ADDRESS_INVALID} or {@link
   *     ArchiveError#ADDRESS_WITH_USER}
   */
  public static ArchiveAddress parse(String text) {
    if (text.contains("@")) {
      // The text is not repeated: it may hold a password.
      throw new KamclException(ArchiveError.ADDRESS_WITH_USER);
    }
    Matcher address = TEXT.matcher(text);
    if (!address.matches()) {
      throw new KamclException(ArchiveError.ADDRESS_INVALID, text);
    }
    List<String> hosts = Arrays.asList(address.group("hosts").split(",", -1));
    if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
      throw new KamclException(ArchiveError.ADDRESS_INVALID, text);
    }
    return new ArchiveAddress(
        address.group("scheme"),
        hosts.stream()
            .map(host -> host.matches(".*:\\d{1,5}") ? host : host + ":" + DEFAULT_PORT)
            .toList(),
        address.group("root"),
        address.group("name"));
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return scheme + "://" + String.join(",", hosts) + root + "/" + name;
  }
}
