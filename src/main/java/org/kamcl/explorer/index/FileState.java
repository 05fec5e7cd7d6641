package org.kamcl.explorer.index;

import java.util.Optional;
import java.util.Set;
import org.kamcl.explorer.archive.CodeVersions;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.imagery.ImageLoader;

/**
 * A file as it is now, and as the catalog knows it.
 *
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param sha256 hash of the content, lower-case hexadecimal
 * @param tiling how the request tiles and renders it
 * @param code versions of the code that places the file and reads its pixels now
 * @param stored what the catalog knows of the file, if anything
 * @param embeddedTiles tiles that the model has embedded; an empty element stands for the whole
 *     file. No tiles if content or tiling differ from the stored ones
 */
record FileState(
    SourceFile source,
    long size,
    long modified,
    String sha256,
    TilingKey tiling,
    CodeVersions code,
    Optional<StoredFile> stored,
    Set<Optional<TileBounds>> embeddedTiles) {

  /** A file of which the catalog knows nothing. */
  static FileState unknown(
      ImageLoader loader,
      IndexRequest request,
      SourceFile source,
      long size,
      long modified,
      String sha256) {
    return new FileState(
        source,
        size,
        modified,
        sha256,
        TilingKey.of(loader, source.path(), request.tiling(), request.rendering()),
        new CodeVersions(GeoreferenceReader.VERSION, loader.pixelVersion(source.path())),
        Optional.empty(),
        Set.of());
  }

  /** The same with what the catalog knows of the file. */
  FileState with(Optional<StoredFile> known, Set<Optional<TileBounds>> embedded) {
    return new FileState(source, size, modified, sha256, tiling, code, known, embedded);
  }

  /** Whether content and tiling are the stored ones, so that the stored images still exist. */
  boolean hasStoredImages() {
    return stored
        .filter(file -> file.sha256().equals(sha256))
        .filter(file -> file.tiling().equals(tiling.serialized()))
        .isPresent();
  }

  /** Whether a part of what the catalog stores about the file is damaged. */
  boolean isDamaged() {
    return stored.filter(file -> file.damage().any()).isPresent();
  }

  /** Whether earlier code determined the stored places. */
  boolean isPlacedByEarlierCode() {
    return stored.filter(file -> file.georeferencing() < code.georeferencing()).isPresent();
  }

  /**
   * Whether all images of the file are embedded, its size and time are the stored ones, and what is
   * stored is neither damaged nor made by earlier code.
   */
  boolean isComplete() {
    return hasStoredImages()
        && !isDamaged()
        && !isPlacedByEarlierCode()
        && stored.get().size() == size
        && stored.get().modified() == modified
        && embeddedTiles.size() >= stored.get().imageCount();
  }

  /** The CRS that a person assigned to the file; empty if the file was not missing one. */
  Optional<CrsAssignment> crs() {
    return stored.filter(file -> !file.damage().state()).flatMap(StoredFile::crs);
  }
}
