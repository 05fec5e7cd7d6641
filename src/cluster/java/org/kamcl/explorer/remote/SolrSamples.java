package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.List;
import org.apache.solr.client.solrj.SolrQuery;
import org.kamcl.explorer.archive.EmbeddingSamples;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.SearchFilter;

/** The images with the lowest numbers. Those are hashes, which makes it a random sample. */
final class SolrSamples implements EmbeddingSamples {
  private final SolrConnection solr;
  private final SolrCollections collections;

  SolrSamples(SolrConnection solr, SolrCollections collections) {
    this.solr = solr;
    this.collections = collections;
  }

  @Override
  public List<ImageVector> sample(ModelId model, SearchFilter filter, int most) {
    String field = SolrSetup.vectors(model);
    SolrQuery query = SolrRanking.images(model, filter, collections.keys()).setQuery("*:*");
    query.setFields("number", field).setRows(most).setSort("number", SolrQuery.ORDER.asc);
    List<ImageVector> sample = new ArrayList<>();
    solr.ask(query)
        .getResults()
        .forEach(
            document ->
                sample.add(
                    new ImageVector(
                        ImageDocuments.longNumber(document, "number"),
                        ImageDocuments.vector(document, field))));
    return sample;
  }
}
