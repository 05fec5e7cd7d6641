package org.kamcl.explorer.remote;

import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;

/** Documents of earlier versions of the schema as the present one has them. */
final class DocumentUpgrade {
  /** Set by Solr itself. */
  private static final String VERSION = "_version_";

  private final int from;

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
    return upgraded;
  }
}
