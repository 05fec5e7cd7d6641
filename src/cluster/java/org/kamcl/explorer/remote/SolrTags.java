package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.file.GivenNames;
import org.kamcl.file.UnicodeForms;

/**
 * Tags in the documents of the images. They are added to and taken from what is stored, so that two
 * people can tag the same image at once.
 */
final class SolrTags implements TagStore {
  private static final int BATCH = 500;

  private final SolrConnection solr;

  SolrTags(SolrConnection solr) {
    this.solr = solr;
  }

  @Override
  public List<String> tags() {
    SolrQuery query = new SolrQuery(FilterQueries.IMAGES).setRows(0);
    query.setFacet(true).addFacetField("tag").setFacetLimit(-1).setFacetMinCount(1);
    return solr.ask(query).getFacetField("tag").getValues().stream()
        .map(count -> count.getName())
        .sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  @Override
  public Set<String> tagsOf(long image) {
    Set<String> tags = new TreeSet<>();
    SolrQuery query = new SolrQuery("type:image").setFields("id", "tag");
    query.addFilterQuery("number:" + image);
    solr.forEach(query, document -> tags.addAll(ImageDocuments.texts(document, "tag")));
    return tags;
  }

  @Override
  public Set<Long> tagged(String tag) {
    Set<Long> images = new HashSet<>();
    solr.forEach(
        with(new SolrQuery(FilterQueries.IMAGES), UnicodeForms.composed(tag.strip())),
        document -> images.add(ImageDocuments.longNumber(document, "number")));
    return images;
  }

  private static SolrQuery with(SolrQuery query, String tag) {
    query.set("name", tag);
    return query.addFilterQuery("{!term f=tag v=$name}").setFields("id", "number");
  }

  @Override
  public void tag(Collection<Long> images, String tag) {
    String name = GivenNames.checked(tag);
    change(images, document -> ImageDocuments.add(document, "tag", name));
  }

  @Override
  public void untag(Collection<Long> images, String tag) {
    String name = UnicodeForms.composed(tag.strip());
    change(images, document -> ImageDocuments.remove(document, "tag", name));
  }

  /** Changes those of the images that exist. */
  private void change(Collection<Long> images, Consumer<SolrInputDocument> change) {
    List<String> numbers = images.stream().distinct().map(String::valueOf).toList();
    List<SolrInputDocument> changes = new ArrayList<>();
    for (int from = 0; from < numbers.size(); from += BATCH) {
      SolrQuery query = new SolrQuery("type:image").setFields("id");
      FilterQueries.among(
          query, "number", numbers.subList(from, Math.min(numbers.size(), from + BATCH)));
      solr.forEach(query, document -> changes.add(changed(document, change)));
    }
    solr.write(changes);
  }

  private static SolrInputDocument changed(
      SolrDocument document, Consumer<SolrInputDocument> change) {
    SolrInputDocument changed = ImageDocuments.change(ImageDocuments.text(document, "id"));
    change.accept(changed);
    return changed;
  }
}
