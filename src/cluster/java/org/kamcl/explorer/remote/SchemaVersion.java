package org.kamcl.explorer.remote;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.solr.common.cloud.DocCollection;
import org.kamcl.error.KamclException;

/** Versions of the schema, which are a part of the name of the configuration. */
final class SchemaVersion {
  /** The one that this program uses. */
  static final int CURRENT = 2;

  private static final Pattern CONFIGURATION = Pattern.compile(".*-kamcl-(\\d{1,6})");

  private SchemaVersion() {}

  /** Name of the configuration of an archive: each has its own, since models add fields to it. */
  static String configuration(String archive, int version) {
    return archive + "-kamcl-" + version;
  }

  /** The version of a collection of Solr; empty if this program did not create it. */
  static OptionalInt of(DocCollection collection) {
    Matcher name = CONFIGURATION.matcher(String.valueOf(collection.getConfigName()));
    return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
  }

  /**
   * The version of an archive.
   *
   * @throws KamclException with {@link RemoteError#NOT_AN_ARCHIVE}
   */
  static int known(String archive, DocCollection collection) {
    return of(collection)
        .orElseThrow(() -> new KamclException(RemoteError.NOT_AN_ARCHIVE, archive));
  }

  /**
   * Requires the version that this program uses.
   *
   * @throws KamclException with {@link RemoteError#SCHEMA_NEWER}, {@link RemoteError#SCHEMA_OLDER}
   *     or {@link RemoteError#NOT_AN_ARCHIVE}
   */
  static void require(String archive, DocCollection collection) {
    int version = known(archive, collection);
    if (version != CURRENT) {
      throw new KamclException(
          version > CURRENT ? RemoteError.SCHEMA_NEWER : RemoteError.SCHEMA_OLDER,
          archive,
          version,
          CURRENT);
    }
  }
}
