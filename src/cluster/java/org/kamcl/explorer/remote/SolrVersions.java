package org.kamcl.explorer.remote;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.kamcl.explorer.archive.ArchiveVersion;

/** Numbers in a document of their own, replaced after each change, by whatever program. */
final class SolrVersions {
  private static final String ID = "version!state";

  private final SolrConnection solr;

  SolrVersions(SolrConnection solr) {
    this.solr = solr;
  }

  /** The version of what every question sees that is asked from now on. */
  ArchiveVersion read() {
    SolrQuery query = new SolrQuery("type:state").setRows(1);
    query.setFields("imagesVersion", "embeddingsVersion");
    List<SolrDocument> found = solr.ask(query).getResults();
    return found.isEmpty()
        ? new ArchiveVersion(0, 0)
        : new ArchiveVersion(
            ImageDocuments.longNumber(found.get(0), "imagesVersion"),
            ImageDocuments.longNumber(found.get(0), "embeddingsVersion"));
  }

  /** Metadata of images changed. */
  void imagesChanged() {
    ArchiveVersion before = read();
    write(new ArchiveVersion(random(), before.embeddings()));
  }

  /** Images with their embeddings were added, replaced or removed. */
  void embeddingsChanged() {
    write(new ArchiveVersion(random(), random()));
  }

  private static long random() {
    return ThreadLocalRandom.current().nextLong();
  }

  private void write(ArchiveVersion version) {
    SolrInputDocument document = new SolrInputDocument();
    document.setField("id", ID);
    document.setField("type", "state");
    document.setField("imagesVersion", version.images());
    document.setField("embeddingsVersion", version.embeddings());
    solr.write(List.of(document));
  }
}
