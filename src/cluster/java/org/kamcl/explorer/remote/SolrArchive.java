package org.kamcl.explorer.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.cloud.DocCollection;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveContents;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.ArchiveStatus;
import org.kamcl.explorer.archive.ArchiveVersion;
import org.kamcl.explorer.archive.BulkWriter;
import org.kamcl.explorer.archive.CaptionIndex;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.EmbeddingSamples;
import org.kamcl.explorer.archive.FileUpdate;
import org.kamcl.explorer.archive.ImageLists;
import org.kamcl.explorer.archive.ImageRanking;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;

/** An archive on SolrCloud, which several people use at once. Thread-safe. */
public final class SolrArchive implements SharedArchive {
  private final SolrConnection solr;
  private final SolrSetup setup;
  private final SolrFiles files;
  private final SolrCollections collections;
  private final SolrSearches searches;
  private final SolrVersions versions;

  private SolrArchive(SolrConnection solr, String owner) {
    this.solr = solr;
    this.setup = new SolrSetup(solr);
    this.searches = new SolrSearches(solr, owner);
    this.versions = new SolrVersions(solr);
    this.collections = new SolrCollections(solr, searches, versions);
    this.files = new SolrFiles(solr, setup, collections);
  }

  /**
   * An archive that exists; the first request connects.
   *
   * @param owner who uses it; each has a search history of its own
   */
  static SolrArchive open(
      ArchiveAddress address,
      ArchiveCredentials credentials,
      SolrClients.Limits limits,
      String owner) {
    return new SolrArchive(new SolrConnection(address, credentials, limits), owner);
  }

  /**
   * Requires that the archive exists and that its schema is of the version that this program uses.
   *
   * @throws org.kamcl.error.KamclException if it is not, or Solr cannot be reached
   */
  void requireVersion() {
    SchemaVersion.require(solr.name(), solr.state().existing());
  }

  /**
   * Creates the archive.
   *
   * @param shards parts in which the images are kept
   * @param replicas copies of each part
   * @throws org.kamcl.error.KamclException if there is one of this name, or Solr cannot be reached
   */
  void create(int shards, int replicas) {
    setup.create(shards, replicas);
  }

  @Override
  public ArchiveStatus status() {
    return new SolrStatus(solr).read();
  }

  @Override
  public Optional<Problem> incomplete() {
    return solr.incomplete();
  }

  @Override
  public ArchiveContents contents() {
    return new SolrContents(solr, collections);
  }

  @Override
  public BulkWriter bulkWriter() {
    return new SolrBulkWriter(solr, files, versions);
  }

  @Override
  public ModelImages images(ModelId model) {
    return images(model, SolrRanking.COMPARED);
  }

  /**
   * @param compared number of images up to which all that match a filter are compared
   */
  ModelImages images(ModelId model, int compared) {
    ArchiveVersion version = versions.read();
    ImageRanking ranking = new SolrRanking(solr, collections::keys, model, compared);
    return new SolrModelImages(solr, collections, model, version, ranking);
  }

  @Override
  public ImageLists lists() {
    return new SolrLists(solr, collections);
  }

  @Override
  public CaptionIndex captions() {
    return new SolrCaptions(solr, collections);
  }

  @Override
  public EmbeddingSamples samples() {
    return new SolrSamples(solr, collections);
  }

  @Override
  public ArchiveVersion version() {
    return versions.read();
  }

  @Override
  public List<ImageRecord> images(Collection<Long> ids) {
    Map<String, String> names = collections.names();
    Map<Long, ImageRecord> found = new HashMap<>();
    List<String> numbers = ids.stream().map(String::valueOf).toList();
    SolrQuery query = FilterQueries.among(new SolrQuery(FilterQueries.IMAGES), "number", numbers);
    solr.forEach(
        query.setFields(ImageDocuments.RECORD),
        document -> {
          ImageRecord image = ImageDocuments.record(document, names);
          found.put(image.id(), image);
        });
    List<ImageRecord> ordered = new ArrayList<>();
    for (long id : ids) {
      ImageRecord image = found.get(id);
      if (image != null) {
        ordered.add(image);
      }
    }
    return ordered;
  }

  @Override
  public ArchiveSummary summary() {
    List<ImageCollections.Info> all = collections.list();
    return new ArchiveSummary(
        all.stream().mapToInt(ImageCollections.Info::images).sum(),
        all.stream().mapToInt(ImageCollections.Info::withoutLocation).sum(),
        all.stream().map(ImageCollections.Info::name).sorted().toList(),
        files.lastModel());
  }

  /** All images by their keys, which is an order that stays the same. */
  @Override
  public List<ImageRecord> images() {
    Map<String, String> names = collections.names();
    List<ImageRecord> images = new ArrayList<>();
    SolrQuery query = new SolrQuery(FilterQueries.IMAGES).setFields(ImageDocuments.RECORD);
    solr.forEach(query, document -> images.add(ImageDocuments.record(document, names)));
    return images;
  }

  @Override
  public int count(SearchFilter filter) {
    return (int) solr.count(FilterQueries.apply(new SolrQuery("*:*"), filter, collections.keys()));
  }

  @Override
  public TagStore tags() {
    return new SolrTags(solr);
  }

  @Override
  public FeedbackStore feedback() {
    return new SolrFeedback(solr);
  }

  @Override
  public SearchLibrary searches() {
    return searches;
  }

  @Override
  public ImageCollections collections() {
    return collections;
  }

  @Override
  public void save(ModelId model, List<EmbeddedImage> embedded) {
    files.save(model, embedded);
    versions.embeddingsChanged();
  }

  @Override
  public void updateFiles(List<FileUpdate> updates) {
    files.update(updates);
    versions.embeddingsChanged();
  }

  @Override
  public void deleteFiles(List<Path> paths) {
    files.delete(paths);
    versions.embeddingsChanged();
  }

  @Override
  public void moveFile(Path known, Path now) {
    files.move(known, now);
    versions.embeddingsChanged();
  }

  /** The collection of Solr that holds the archive. */
  DocCollection collection() {
    return solr.state().existing();
  }

  /** Deletes everything; for tests. */
  void clear() {
    solr.delete("*:*");
  }

  /** Makes removals of this program final, and closes the connection. */
  @Override
  public void close() {
    try {
      collections.purge();
    } finally {
      solr.close();
    }
  }
}
