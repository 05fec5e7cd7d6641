package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.solr.client.solrj.SolrQuery;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.file.UnicodeForms;

/** Filters as conditions of Solr, all of which are exact. Values are parameters, never syntax. */
final class FilterQueries {
  /** The images that were not removed. */
  static final String IMAGES = "type:image AND -removed:[* TO *]";

  /** No white space, which would end it, and in no name. */
  private static final String SEPARATOR = "\u0001";

  private final SolrQuery query;
  private int parameters;

  private FilterQueries(SolrQuery query) {
    this.query = query;
  }

  /**
   * Limits a query to the images that match a filter.
   *
   * @param collections keys of the collections by name
   */
  static SolrQuery apply(SolrQuery query, SearchFilter filter, Map<String, String> collections) {
    query.addFilterQuery(IMAGES);
    new FilterQueries(query).add(filter, collections);
    return query;
  }

  /** Limits a query to documents with one of some values in a field. */
  static SolrQuery among(SolrQuery query, String field, Collection<String> values) {
    new FilterQueries(query).addAmong(field, values);
    return query;
  }

  private void add(SearchFilter filter, Map<String, String> collections) {
    filter.area().ifPresent(this::addArea);
    if (filter.since().isPresent() || filter.until().isPresent()) {
      query.addFilterQuery(
          "day:["
              + filter.since().map(day -> String.valueOf(day.toEpochDay())).orElse("*")
              + " TO "
              + filter.until().map(day -> String.valueOf(day.toEpochDay())).orElse("*")
              + "]");
    }
    if (filter.minGsd().isPresent() || filter.maxGsd().isPresent()) {
      query.addFilterQuery(
          "gsd:["
              + (filter.minGsd().isPresent() ? filter.minGsd().getAsDouble() : "*")
              + " TO "
              + (filter.maxGsd().isPresent() ? filter.maxGsd().getAsDouble() : "*")
              + "]");
    }
    if (filter.locationMissing()) {
      query.addFilterQuery("placed:false");
    }
    if (filter.dateMissing()) {
      query.addFilterQuery("dated:false");
    }
    if (!filter.collections().isEmpty()) {
      addAmong(
          "collection",
          filter.collections().stream()
              .map(name -> collections.get(UnicodeForms.composed(name)))
              .filter(Objects::nonNull)
              .toList());
    }
    for (String tag : filter.tags()) {
      query.addFilterQuery("{!term f=tag v=" + parameter(UnicodeForms.composed(tag)) + "}");
    }
    filter
        .subset()
        .ifPresent(
            subset -> addAmong("number", subset.images().stream().map(String::valueOf).toList()));
  }

  private void addAmong(String field, Collection<String> values) {
    if (values.isEmpty()) {
      query.addFilterQuery("-*:*");
      return;
    }
    query.addFilterQuery(
        "{!terms cache=false f="
            + field
            + " separator="
            + SEPARATOR
            + " v="
            + parameter(values.stream().sorted().collect(Collectors.joining(SEPARATOR)))
            + "}");
  }

  private void addArea(GeoArea area) {
    List<String> polygons = new ArrayList<>();
    for (GeoArea.Polygon polygon : area.polygons()) {
      StringBuilder one = new StringBuilder("{!bool must=");
      one.append(
          parameter("{!field f=place}Intersects(" + PlaceText.ofRing(polygon.outline()) + ")"));
      polygon
          .holes()
          .forEach(
              hole ->
                  one.append(" must_not=")
                      .append(
                          parameter("{!field f=place}IsWithin(" + PlaceText.ofRing(hole) + ")")));
      polygons.add(one.append('}').toString());
    }
    query.addFilterQuery(
        polygons.size() == 1
            ? polygons.get(0)
            : polygons.stream()
                .map(polygon -> " should=" + parameter(polygon))
                .collect(Collectors.joining("", "{!bool", "}")));
  }

  /** A reference to a value that is sent beside the query. */
  private String parameter(String value) {
    // Conditions may be added to a query that has some already.
    while (query.get("p" + parameters) != null) {
      parameters++;
    }
    String name = "p" + parameters;
    query.set(name, value);
    return "$" + name;
  }
}
