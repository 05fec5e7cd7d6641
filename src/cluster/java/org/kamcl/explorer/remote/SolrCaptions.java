package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.response.FacetField;
import org.kamcl.explorer.archive.CaptionIndex;
import org.kamcl.explorer.domain.SearchFilter;

/**
 * The captions of a shared archive. Longer ones than the servers index, 8,000 characters, belong to
 * their images but are not found here.
 */
final class SolrCaptions implements CaptionIndex {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Co}]+");
  private static final String WORD_CHARACTER = "[\\p{L}\\p{M}\\p{N}\\p{Co}]";

  private final SolrConnection solr;
  private final SolrCollections collections;

  SolrCaptions(SolrConnection solr, SolrCollections collections) {
    this.solr = solr;
    this.collections = collections;
  }

  /** In alphabetical order. */
  @Override
  public List<String> all(int most) {
    return distinct(files(), most, "index");
  }

  /** In alphabetical order. */
  @Override
  public List<String> captions(SearchFilter filter, int most) {
    return distinct(images(filter), most, "index");
  }

  /** Those of the most images first. */
  @Override
  public List<String> withWords(String typed, int top) {
    List<String> words =
        Arrays.stream(NO_WORD.split(typed.toLowerCase(Locale.ROOT)))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.isEmpty() || top < 1) {
      return List.of();
    }
    SolrQuery query = files();
    StringBuilder expression = new StringBuilder("(?isu)");
    for (int i = 0; i < words.size(); i++) {
      boolean last = i == words.size() - 1;
      query.set("w" + i, words.get(i));
      query.addFilterQuery((last ? "{!prefix" : "{!term") + " f=words v=$w" + i + "}");
      expression.append("(?=.*(?<!").append(WORD_CHARACTER).append(')');
      expression.append(Pattern.quote(words.get(i)));
      expression.append(last ? ")" : "(?!" + WORD_CHARACTER + "))");
    }
    // A file may have several captions, not all of which have the words.
    query.set("facet.matches", expression.append(".*").toString());
    return distinct(query, top, "count");
  }

  /** The files with images that were not removed. */
  private static SolrQuery files() {
    return new SolrQuery("type:file")
        .addFilterQuery("{!join from=file to=file v=$images}")
        .setParam("images", FilterQueries.IMAGES);
  }

  /** Images that match and are no tiles of a scene. */
  private SolrQuery images(SearchFilter filter) {
    return FilterQueries.apply(new SolrQuery("*:*"), filter, collections.keys())
        .addFilterQuery("part:false");
  }

  private List<String> distinct(SolrQuery query, int most, String order) {
    query.setRows(0).setFacet(true).addFacetField("caption");
    query.setFacetMinCount(1).setFacetSort(order);
    query.setFacetLimit(most == Integer.MAX_VALUE ? -1 : most);
    if (most == 0) {
      return List.of();
    }
    return solr.ask(query).getFacetField("caption").getValues().stream()
        .map(FacetField.Count::getName)
        .toList();
  }

  @Override
  public Map<String, List<Long>> images(Collection<String> captions, SearchFilter filter) {
    Map<String, List<Long>> images = new HashMap<>();
    if (captions.isEmpty()) {
      return images;
    }
    Set<String> wanted = new HashSet<>(captions);
    SolrQuery query = FilterQueries.among(images(filter), "caption", wanted);
    query.setFields("number", "captions");
    solr.forEach(
        query,
        document -> {
          long number = ImageDocuments.longNumber(document, "number");
          for (String caption : new LinkedHashSet<>(ImageDocuments.texts(document, "captions"))) {
            if (wanted.contains(caption)) {
              images.computeIfAbsent(caption, c -> new ArrayList<>()).add(number);
            }
          }
        });
    images.values().forEach(ids -> ids.sort(null));
    return images;
  }
}
