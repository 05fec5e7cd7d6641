package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.SolrQuery.ORDER;
import org.apache.solr.common.SolrDocumentList;
import org.kamcl.explorer.archive.ImageLists;
import org.kamcl.explorer.archive.ImagePage;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;

/** Lists the images of a shared archive. Solr sorts by fields that are written with each image. */
final class SolrLists implements ImageLists {
  private final SolrConnection solr;
  private final SolrCollections collections;

  SolrLists(SolrConnection solr, SolrCollections collections) {
    this.solr = solr;
    this.collections = collections;
  }

  @Override
  public ImagePage list(SearchFilter filter, ImageOrder order, int from, int count) {
    Map<String, String> names = collections.names();
    SolrQuery query =
        FilterQueries.apply(new SolrQuery("*:*"), filter, SolrCollections.byName(names));
    query.setFields(ImageDocuments.RECORD).setStart(from).setRows(count);
    sort(query, order);
    SolrDocumentList found = solr.ask(query).getResults();
    List<ImageRecord> images = new ArrayList<>();
    found.forEach(document -> images.add(ImageDocuments.record(document, names)));
    return new ImagePage(images, (int) found.getNumFound());
  }

  private static void sort(SolrQuery query, ImageOrder order) {
    ORDER usual = order.reversed() ? ORDER.desc : ORDER.asc;
    ORDER opposite = usual.reverse();
    switch (order.key()) {
      case DATE -> query.addSort("day", opposite);
      case GSD -> query.addSort("gsd", usual);
      case PLACE -> query.addSort("town", usual).addSort("latitude", opposite);
      case NAME -> {}
    }
    // Only the order by name is reversed as a whole.
    ORDER rest = order.key() == ImageOrder.Key.NAME ? usual : ORDER.asc;
    for (String field : List.of("nameKey", "pathKey", "y", "x", "number")) {
      query.addSort(field, rest);
    }
  }
}
