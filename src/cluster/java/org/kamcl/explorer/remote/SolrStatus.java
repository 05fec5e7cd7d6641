package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.response.FacetField;
import org.apache.solr.common.cloud.DocCollection;
import org.apache.solr.common.cloud.Replica;
import org.apache.solr.common.cloud.Slice;
import org.kamcl.explorer.archive.ArchiveStatus;
import org.kamcl.explorer.archive.ModelId;

/** Reads the state of an archive. */
final class SolrStatus {
  private final SolrConnection solr;

  SolrStatus(SolrConnection solr) {
    this.solr = solr;
  }

  ArchiveStatus read() {
    DocCollection collection = solr.state().existing();
    int version = SchemaVersion.known(solr.name(), collection);
    Set<String> live = solr.state().liveNodes();
    Set<String> nodes = new TreeSet<>();
    List<ArchiveStatus.Shard> shards = new ArrayList<>();
    for (Slice shard : collection.getActiveSlices()) {
      shard.getReplicas().stream().map(Replica::getNodeName).forEach(nodes::add);
      int active = SolrState.active(shard, live).size();
      shards.add(
          new ArchiveStatus.Shard(
              shard.getName(),
              shard.getReplicas().size(),
              active,
              active == 0 ? -1 : documents(shard.getName())));
    }
    shards.sort(Comparator.comparing(ArchiveStatus.Shard::name));
    boolean answers = shards.stream().anyMatch(shard -> shard.active() > 0);
    return new ArchiveStatus(
        solr.name(),
        version,
        SchemaVersion.CURRENT,
        nodes.stream().map(node -> new ArchiveStatus.Node(node, live.contains(node))).toList(),
        shards,
        answers ? models() : List.of(),
        answers ? solr.count(new SolrQuery(FilterQueries.IMAGES)) : 0,
        answers ? solr.count(new SolrQuery("type:file")) : 0);
  }

  private long documents(String shard) {
    SolrQuery query = new SolrQuery("*:*");
    query.set("shards", shard);
    return solr.count(query);
  }

  /** The models whose embeddings are stored. */
  List<ArchiveStatus.Model> models() {
    SolrSetup setup = new SolrSetup(solr);
    List<ArchiveStatus.Model> models = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    solr.forEach(
        new SolrQuery("type:model").setFields("id", "name"),
        document ->
            names.put(ImageDocuments.text(document, "id"), ImageDocuments.text(document, "name")));
    SolrQuery images = new SolrQuery(FilterQueries.IMAGES).setRows(0);
    images.setFacet(true).addFacetField("model").setFacetLimit(-1).setFacetMinCount(1);
    for (FacetField.Count count : solr.ask(images).getFacetField("model").getValues()) {
      String hash = count.getName();
      ModelId model = new ModelId(hash, names.getOrDefault(SolrFiles.modelId(hash), hash));
      models.add(new ArchiveStatus.Model(model, setup.dimension(model), count.getCount()));
    }
    models.sort(Comparator.comparing(one -> one.model().name()));
    return models;
  }
}
