package org.kamcl.explorer.remote;

import java.nio.file.Path;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.kamcl.explorer.archive.FootprintText;
import org.kamcl.explorer.domain.Footprint;

/** Documents of earlier versions of the schema as the present one has them. */
final class DocumentUpgrade {
  /** Set by Solr itself. */
  private static final String VERSION = "_version_";

  /** From this version on, documents have the keys by which lists are sorted. */
  private static final int SORTED = 2;

  private final int from;
  private final Towns towns = new Towns();

  /**
   * @param from version of the schema of the documents
   */
  DocumentUpgrade(int from) {
    this.from = from;
  }

  /** A document with all its fields, as the present version writes it. */
  SolrInputDocument upgraded(SolrDocument document) {
    SolrInputDocument upgraded = new SolrInputDocument();
    for (String field : document.getFieldNames()) {
      if (!field.equals(VERSION)) {
        upgraded.setField(field, document.getFieldValue(field));
      }
    }
    if (from < SORTED) {
      addSortKeys(upgraded);
    }
    return upgraded;
  }

  private void addSortKeys(SolrInputDocument document) {
    if (document.getFieldValue("path") instanceof String path) {
      document.setField("pathKey", NaturalKey.of(path));
      document.setField("nameKey", NaturalKey.of(String.valueOf(Path.of(path).getFileName())));
    }
    if (document.getFieldValue("ring") instanceof String ring) {
      Footprint footprint = FootprintText.parse(ring);
      document.setField("latitude", footprint.center().lat());
      towns
          .nearest(footprint)
          .ifPresent(town -> document.setField("town", NaturalKey.of(town)));
    }
  }
}
