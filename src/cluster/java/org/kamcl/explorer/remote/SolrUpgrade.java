package org.kamcl.explorer.remote;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.common.SolrDocumentList;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.cloud.DocCollection;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/**
 * Brings an archive of an earlier version up to date: all documents are indexed again in a
 * collection of the present version. Then the name of the archive, which is an alias, leads there.
 * Until then, the former collection answers, and Solr refuses changes of it. The position is kept
 * in the new collection, so that an interrupted upgrade continues.
 */
final class SolrUpgrade {
  private static final int PAGE = 500;
  private static final String POSITION = "upgrade!position";

  private final SolrConnection solr;
  private final SolrSetup setup;
  private final JobContext context;

  SolrUpgrade(SolrConnection solr, JobContext context) {
    this.solr = solr;
    this.setup = new SolrSetup(solr);
    this.context = context;
  }

  /**
   * Upgrades.
   *
   * @return number of documents; 0 if the archive was up to date
   * @throws KamclException if the archive is of a later version, or the servers cannot be reached
   */
  long run() {
    DocCollection source = solr.state().existing();
    int version = SchemaVersion.known(solr.name(), source);
    if (version > SchemaVersion.CURRENT) {
      SchemaVersion.require(solr.name(), source);
    }
    long documents = 0;
    if (version < SchemaVersion.CURRENT) {
      documents = copy(source, version);
      solr.administer(CollectionAdminRequest.createAlias(solr.name(), setup.currentCollection()));
    }
    deletePrevious();
    return documents;
  }

  private long copy(DocCollection source, int version) {
    solr.state().requireComplete();
    if (!source.isReadOnly()) {
      // Refused afterwards, like everything that changes the collection.
      solr.commit(source.getName());
      solr.administer(
          CollectionAdminRequest.modifyCollection(source.getName(), Map.of("readOnly", "true")));
    }
    if (solr.state().collection(setup.currentCollection()).isEmpty()) {
      int copies =
          source.getActiveSlices().stream()
              .mapToInt(shard -> shard.getReplicas().size())
              .min()
              .orElse(1);
      setup.createCollection(source.getActiveSlices().size(), copies);
    }
    setup.copyModels(source.getName(), setup.currentCollection());
    long all = count(source.getName());
    String position = position();
    long done = position.isEmpty() ? 0 : countUpTo(source.getName(), position);
    context.onProgress(ProgressStage.IMAGES, done, all);
    DocumentUpgrade documents = new DocumentUpgrade(version);
    while (true) {
      context.checkCancelled();
      SolrDocumentList page = page(source.getName(), position);
      if (page.isEmpty()) {
        break;
      }
      solr.add(page.stream().map(documents::upgraded).toList(), setup.currentCollection());
      position = ImageDocuments.text(page.get(page.size() - 1), "id");
      solr.add(List.of(position(position)), setup.currentCollection());
      done += page.size();
      context.onProgress(ProgressStage.IMAGES, done, all);
    }
    solr.deleteById(POSITION, setup.currentCollection());
    solr.commit(setup.currentCollection());
    long written = count(setup.currentCollection());
    if (written != all) {
      throw new KamclException(RemoteError.UPGRADE_INCOMPLETE, solr.name(), written, all);
    }
    return written;
  }

  private long count(String collection) {
    return solr.ask(new SolrQuery("*:*").setRows(0), collection).getResults().getNumFound();
  }

  private long countUpTo(String collection, String id) {
    SolrQuery query = new SolrQuery("id:[* TO \"" + id + "\"]").setRows(0);
    return solr.ask(query, collection).getResults().getNumFound();
  }

  private SolrDocumentList page(String collection, String after) {
    SolrQuery query =
        new SolrQuery(after.isEmpty() ? "*:*" : "id:{\"" + after + "\" TO *}")
            .setRows(PAGE)
            .setSort("id", SolrQuery.ORDER.asc);
    return solr.ask(query, collection).getResults();
  }

  /** The key of the last document that was copied; empty if none was. */
  private String position() {
    return Optional.ofNullable(solr.latest(POSITION, setup.currentCollection()))
        .map(document -> ImageDocuments.text(document, "path"))
        .orElse("");
  }

  private static SolrInputDocument position(String id) {
    SolrInputDocument document = new SolrInputDocument();
    document.setField("id", POSITION);
    document.setField("type", "upgrade");
    document.setField("path", id);
    return document;
  }

  /** Deletes what earlier versions left, also after an interruption. */
  private void deletePrevious() {
    for (int version = 1; version < SchemaVersion.CURRENT; version++) {
      // The first version had no alias.
      for (String name : List.of(solr.name(), solr.name() + "-" + version)) {
        Optional<DocCollection> previous = solr.state().collection(name);
        if (previous.isPresent()
            && SchemaVersion.configuration(solr.name(), version)
                .equals(previous.get().getConfigName())) {
          solr.administer(CollectionAdminRequest.deleteCollection(name));
        }
      }
    }
  }
}
