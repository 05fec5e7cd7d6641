package org.kamcl.explorer.context;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.ArchiveProviders;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.search.SearchService;

/**
 * The archive that a workspace works on: its own catalog, or the shared archive that is attached to
 * it. Models, runs, settings and vectors of captions are local in either case.
 */
final class WorkspaceArchive implements AutoCloseable {
  private final Catalog catalog;
  private final Optional<ArchiveAddress> address;
  private @Nullable SharedArchive shared;

  WorkspaceArchive(Workspace workspace, Catalog catalog) {
    this.catalog = catalog;
    this.address = new AttachedArchive(workspace).address();
  }

  /**
   * The archive.
   *
   * @throws KamclException if a shared archive is attached that cannot be opened
   */
  Archive archive() {
    return address.isEmpty() ? catalog : shared();
  }

  /** Opened when it is first needed, so that commands that do not need it need no connection. */
  private synchronized SharedArchive shared() {
    SharedArchive opened = shared;
    if (opened == null) {
      ArchiveAddress at = address.orElseThrow();
      opened = ArchiveProviders.of(at).open(at, ArchiveCredentials.of(System.getenv()));
      shared = opened;
    }
    return opened;
  }

  /**
   * The model to use if none is named.
   *
   * @return empty for the choice among the local ones
   */
  Optional<String> lastModel() {
    return address.isEmpty()
        ? Optional.empty()
        : Optional.of(shared().summary().model()).filter(name -> !name.isEmpty());
  }

  /** Searches the archive. */
  SearchService search(
      ModelSource model, EmbeddingStore embeddings, SearchService.FileEncoder images) {
    return address.isEmpty()
        ? new SearchService(catalog, model, embeddings, images)
        : new SearchService(shared(), catalog.captionVectors(), model, images);
  }

  /** The band rendering of a collection. */
  BandRendering bandRendering(String collection) {
    return archive().collections().bandRendering(collection);
  }

  /** Vectors of images by id; images without one are left out. */
  Map<Long, float[]> vectors(ModelId model, Collection<Long> images) {
    Map<Long, float[]> vectors = new HashMap<>();
    if (address.isEmpty()) {
      catalog.embeddings(
          model,
          images.stream().mapToLong(Long::longValue).toArray(),
          stored -> vectors.put(stored.imageId(), stored.vector()));
    } else {
      shared()
          .images(model)
          .find(images)
          .forEach(found -> vectors.put(found.image().id(), found.vector()));
    }
    return vectors;
  }

  /**
   * A service that works on the catalog only.
   *
   * @throws KamclException if a shared archive is attached: an answer about the catalog would be
   *     taken for one about that
   */
  <T> T own(T service) {
    if (address.isPresent()) {
      throw new KamclException(ContextError.OWN_ARCHIVE_ONLY, address.get().toString());
    }
    return service;
  }

  @Override
  public synchronized void close() {
    if (shared != null) {
      shared.close();
    }
  }
}
