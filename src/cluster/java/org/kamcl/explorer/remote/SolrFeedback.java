package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrInputDocument;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.file.UnicodeForms;

/** Ratings: one document for each query and image, beside that of the image. */
final class SolrFeedback implements FeedbackStore {
  private final SolrConnection solr;

  SolrFeedback(SolrConnection solr) {
    this.solr = solr;
  }

  private static String key(String query) {
    return Keys.of("query", UnicodeForms.composed(query));
  }

  @Override
  public RelevanceFeedback feedback(String query) {
    Map<Long, Boolean> ratings = new HashMap<>();
    SolrQuery rated = new SolrQuery("type:feedback").setFields("id", "number", "relevant");
    rated.addFilterQuery("queryKey:" + key(query));
    solr.forEach(
        rated,
        document ->
            ratings.put(
                ImageDocuments.longNumber(document, "number"),
                Boolean.TRUE.equals(document.getFieldValue("relevant"))));
    Set<Long> relevant = new HashSet<>();
    Set<Long> others = new HashSet<>();
    // Those of removed images do not count.
    SolrQuery images = new SolrQuery(FilterQueries.IMAGES).setFields("id", "number");
    FilterQueries.among(images, "number", ratings.keySet().stream().map(String::valueOf).toList());
    solr.forEach(
        images,
        document -> {
          long image = ImageDocuments.longNumber(document, "number");
          (ratings.getOrDefault(image, false) ? relevant : others).add(image);
        });
    return new RelevanceFeedback(relevant, others);
  }

  @Override
  public List<String> ratedQueries() {
    Set<String> queries = new HashSet<>();
    SolrQuery rated = new SolrQuery("type:feedback").setFields("id", "query");
    // Those of removed images do not count; images are on the same shard as their ratings.
    rated.addFilterQuery("{!join from=number to=number v=$images}");
    rated.set("images", FilterQueries.IMAGES);
    solr.forEach(rated, document -> queries.add(ImageDocuments.text(document, "query")));
    return queries.stream().sorted().toList();
  }

  @Override
  public void rate(String query, long image, RelevanceFeedback.Rating rating) {
    SolrQuery images = new SolrQuery("type:image").setFields("id", "file");
    images.addFilterQuery("number:" + image);
    solr.forEach(
        images,
        document -> {
          String file = ImageDocuments.text(document, "file");
          if (rating == RelevanceFeedback.Rating.NONE) {
            solr.delete("id:\"" + id(file, key(query), image) + "\"");
          } else {
            boolean relevant = rating == RelevanceFeedback.Rating.RELEVANT;
            solr.write(List.of(document(file, UnicodeForms.composed(query), image, relevant)));
          }
        });
  }

  private static String id(String file, String queryKey, long image) {
    return file + "!" + Keys.of("feedback", queryKey, String.valueOf(image));
  }

  private static SolrInputDocument document(
      String file, String query, long image, boolean relevant) {
    SolrInputDocument stored = new SolrInputDocument();
    stored.setField("id", id(file, key(query), image));
    stored.setField("type", "feedback");
    stored.setField("file", file);
    stored.setField("number", image);
    stored.setField("query", query);
    stored.setField("queryKey", key(query));
    stored.setField("relevant", relevant);
    return stored;
  }

  /**
   * Passes the ratings of a file's images on, where the heirs have none for the query.
   *
   * @param file key of the file
   * @param to key of the file of the heirs
   * @param heirs numbers of images by those of the images of the file
   */
  void inherit(String file, String to, Map<Long, Long> heirs) {
    Set<String> rated = new HashSet<>();
    solr.forEach(
        new SolrQuery("type:feedback AND file:" + to).setFields("id"),
        document -> rated.add(ImageDocuments.text(document, "id")));
    List<SolrInputDocument> passed = new ArrayList<>();
    SolrQuery query = new SolrQuery("type:feedback AND file:" + file);
    query.setFields("id", "number", "query", "relevant");
    solr.forEach(
        query,
        document -> {
          Long heir = heirs.get(ImageDocuments.longNumber(document, "number"));
          String text = ImageDocuments.text(document, "query");
          if (heir != null && !rated.contains(id(to, key(text), heir))) {
            boolean relevant = Boolean.TRUE.equals(document.getFieldValue("relevant"));
            passed.add(document(to, text, heir, relevant));
          }
        });
    solr.write(passed);
  }
}
