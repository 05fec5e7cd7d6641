package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.archive.ArchiveVersion;
import org.kamcl.explorer.archive.ConceptStrengths;
import org.kamcl.explorer.archive.ImageRanking;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ImagesById;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingSnapshot;

/**
 * The images of the archive of this machine with their embeddings in memory.
 *
 * @param version of the catalog
 * @param model the model of the embeddings
 * @param index the embeddings
 * @param records all images, also those without an embedding
 * @param rows concept strengths by position, one byte per concept
 * @param concepts how strongly the images show the concepts
 * @param damaged number of images that searches leave out because they are damaged
 * @param searchable positions of embeddings whose images are known; null for all
 * @param ids ids of the images that match a filter, by the catalog as it is when it is asked
 */
record ArchiveSnapshot(
    ArchiveVersion version,
    ModelId model,
    EmbeddingIndex index,
    ImagesById records,
    List<byte[]> rows,
    ConceptStrengths concepts,
    int damaged,
    @Nullable BitSet searchable,
    Function<SearchFilter, long[]> ids)
    implements ModelImages {
  /** Embeddings and images of the same moment. */
  static ArchiveSnapshot of(Catalog catalog, EmbeddingSnapshot embeddings) {
    ImagesById images = catalog.imagesById();
    BitSet searchable = searchable(embeddings.index(), images);
    int orphans = searchable == null ? 0 : embeddings.index().size() - searchable.cardinality();
    // Images whose entries are damaged are reported as such.
    orphans = Math.max(0, orphans - catalog.damagedImages());
    return new ArchiveSnapshot(
        new ArchiveVersion(catalog.imagesVersion(), embeddings.version()),
        embeddings.model(),
        embeddings.index(),
        images,
        embeddings.concepts(),
        ConceptStrengths.of(embeddings.concepts()),
        embeddings.damaged().size() + orphans,
        searchable,
        catalog::imageIds);
  }

  /** The same embeddings with the current images. */
  ArchiveSnapshot withCurrentImages(Catalog catalog) {
    long images = catalog.imagesVersion();
    ImagesById current = catalog.imagesById();
    return new ArchiveSnapshot(
        new ArchiveVersion(images, version.embeddings()),
        model,
        index,
        current,
        rows,
        concepts,
        damaged,
        searchable(index, current),
        ids);
  }

  /** An embedding without an image, in a damaged catalog, must not become a hit. */
  private static @Nullable BitSet searchable(EmbeddingIndex index, ImagesById images) {
    BitSet known = new BitSet(index.size());
    for (int i = 0; i < index.size(); i++) {
      if (images.find(index.id(i)) != null) {
        known.set(i);
      }
    }
    return known.cardinality() == index.size() ? null : known;
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public ImageRanking ranking() {
    return new SnapshotRanking(index, this::matching);
  }

  /** Number of images that no search finds, because the model has no embedding of them. */
  int imagesWithoutEmbedding() {
    return records.all().size() - (searchable == null ? index.size() : searchable.cardinality());
  }

  /** Positions of the embeddings whose images match a filter; null for all. */
  @Nullable BitSet matching(SearchFilter filter) {
    return filter.isEmpty() ? searchable : positions(ids.apply(filter));
  }

  /** Positions of images in the index; images without an embedding are left out. */
  private BitSet positions(long[] images) {
    BitSet positions = new BitSet(index.size());
    for (long id : images) {
      OptionalInt position = index.position(id);
      if (position.isPresent() && (searchable == null || searchable.get(position.getAsInt()))) {
        positions.set(position.getAsInt());
      }
    }
    return positions;
  }

  @Override
  public List<EmbeddedRecord> find(Collection<Long> images) {
    List<EmbeddedRecord> found = new ArrayList<>(images.size());
    for (long id : images) {
      OptionalInt position = index.position(id);
      ImageRecord image = position.isPresent() ? records.find(id) : null;
      if (image != null) {
        found.add(new Indexed(image, index, rows.get(position.getAsInt())));
      }
    }
    return found;
  }

  /** An image whose vector is read when it is needed. */
  private record Indexed(ImageRecord image, EmbeddingIndex index, byte[] strengths)
      implements EmbeddedRecord {
    @Override
    public float[] vector() {
      return index.vector(image.id()).orElseThrow();
    }
  }

  /** Evenly spaced in the order the images were added. */
  @Override
  public List<float[]> sample(int most) {
    int count = Math.min(most, index.size());
    List<float[]> sample = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long id = index.id((int) ((long) i * index.size() / count));
      sample.add(index.vector(id).orElseThrow());
    }
    return sample;
  }
}
