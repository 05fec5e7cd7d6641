package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.solr.client.solrj.SolrQuery;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.archive.ArchiveVersion;
import org.kamcl.explorer.archive.ConceptStrengths;
import org.kamcl.explorer.archive.ImageRanking;
import org.kamcl.explorer.archive.EmbeddingSamples;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;

/**
 * The images of a shared archive that a model has embedded. Their number and the strengths of the
 * concepts are those of one moment; images are read as they are when they are asked for.
 */
final class SolrModelImages implements ModelImages {
  /** So many images at most tell how strong concepts are; there are 5 MB of their strengths. */
  private static final int CONCEPT_SAMPLE = 10_000;

  private static final int BATCH = 500;

  private final SolrConnection solr;
  private final SolrCollections collections;
  private final ModelId model;
  private final ArchiveVersion version;
  private final ImageRanking ranking;
  private final int size;
  private @Nullable ConceptStrengths strengths;

  /**
   * @param version of the archive, asked before
   * @param ranking of the same model
   */
  SolrModelImages(
      SolrConnection solr,
      SolrCollections collections,
      ModelId model,
      ArchiveVersion version,
      ImageRanking ranking) {
    this.solr = solr;
    this.collections = collections;
    this.model = model;
    this.version = version;
    this.ranking = ranking;
    this.size =
        (int) solr.count(SolrRanking.images(model, SearchFilter.NONE, Map.of()).setQuery("*:*"));
  }

  @Override
  public ModelId model() {
    return model;
  }

  @Override
  public ArchiveVersion version() {
    return version;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ImageRanking ranking() {
    return ranking;
  }

  @Override
  public List<EmbeddedRecord> find(Collection<Long> ids) {
    Map<String, String> names = collections.names();
    Map<Long, EmbeddedRecord> found = new HashMap<>();
    List<String> numbers = ids.stream().map(String::valueOf).toList();
    String vectors = SolrSetup.vectors(model);
    String concepts = SolrSetup.concepts(model);
    for (int from = 0; from < numbers.size(); from += BATCH) {
      SolrQuery query =
          FilterQueries.among(
              SolrRanking.images(model, SearchFilter.NONE, Map.of()).setQuery("*:*"),
              "number",
              numbers.subList(from, Math.min(numbers.size(), from + BATCH)));
      query.setFields(ImageDocuments.RECORD).addField(vectors).addField(concepts).setRows(BATCH);
      solr.ask(query)
          .getResults()
          .forEach(
              document -> {
                ImageRecord image = ImageDocuments.record(document, names);
                found.put(
                    image.id(),
                    new Read(
                        image,
                        ImageDocuments.vector(document, vectors),
                        ImageDocuments.bytes(document, concepts)));
              });
    }
    List<EmbeddedRecord> ordered = new ArrayList<>(ids.size());
    for (long id : ids) {
      EmbeddedRecord one = found.get(id);
      if (one != null) {
        ordered.add(one);
      }
    }
    return ordered;
  }

  /** An image as it was read. */
  private record Read(ImageRecord image, float[] vector, byte[] strengths)
      implements EmbeddedRecord {}

  @Override
  public List<float[]> sample(int most) {
    return new SolrSamples(solr, collections)
        .sample(model, SearchFilter.NONE, most).stream()
            .map(EmbeddingSamples.ImageVector::vector)
            .toList();
  }

  /** Those of all images or, if there are more than 10,000, of a sample. */
  @Override
  public synchronized ConceptStrengths concepts() {
    ConceptStrengths known = strengths;
    if (known == null) {
      String field = SolrSetup.concepts(model);
      SolrQuery query =
          SolrRanking.images(model, SearchFilter.NONE, Map.of())
              .setQuery("*:*")
              .setFields(field)
              .setRows(CONCEPT_SAMPLE)
              .setSort("number", SolrQuery.ORDER.asc);
      List<byte[]> rows = new ArrayList<>();
      solr.ask(query)
          .getResults()
          .forEach(document -> rows.add(ImageDocuments.bytes(document, field)));
      known = ConceptStrengths.of(rows);
      if (!rows.isEmpty()) {
        known = known.scaled(rows.size(), Math.max(rows.size(), size));
      }
      strengths = known;
    }
    return known;
  }
}
