package org.kamcl.explorer.search;

import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.CollectionMeasurements;
import org.kamcl.explorer.archive.ImageLists;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.catalog.CaptionVectors;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.map.BasemapReader;
import org.kamcl.explorer.map.Gazetteer;

/**
 * What one kind of archive has in its own way.
 *
 * @param vectors keeps the vectors of captions
 */
record SearchSources(
    Archive archive,
    ImageLists lists,
    Snapshots snapshots,
    Warnings warnings,
    CollectionMeasurements measurements,
    CaptionVectors vectors) {
  static SearchSources of(Catalog catalog, ModelSource model, EmbeddingStore embeddings) {
    SnapshotCache snapshots = new SnapshotCache(catalog, model, embeddings);
    return new SearchSources(
        catalog,
        new CatalogLists(catalog, () -> new Gazetteer(BasemapReader.readPlaces())),
        snapshots,
        new ArchiveWarnings(catalog, model, snapshots),
        catalog.collectionStatistics(),
        catalog.captionVectors());
  }

  static SearchSources of(SharedArchive archive, CaptionVectors vectors, ModelSource model) {
    Snapshots snapshots = new SharedSnapshots(archive, model);
    return new SearchSources(
        archive,
        archive.lists(),
        snapshots,
        new SharedWarnings(archive, model, snapshots),
        new MeasuredInMemory(),
        vectors);
  }
}
