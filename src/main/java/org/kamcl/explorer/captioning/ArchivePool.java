package org.kamcl.explorer.captioning;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.kamcl.engine.active.ImagePool;
import org.kamcl.explorer.index.EmbeddingIndex;

/** The embedded images of an archive by their positions in the index. */
final class ArchivePool implements ImagePool {
  private final EmbeddingIndex index;
  private final List<byte[]> concepts;
  private final ToDoubleFunction<byte[]> uncertainty;
  private final BitSet captioned;
  private final BitSet candidates;

  /**
   * @param concepts strengths by position, one byte per concept
   * @param uncertainty of an image by its strengths
   * @param captioned positions of images with captions
   * @param candidates positions of images to choose from
   */
  ArchivePool(
      EmbeddingIndex index,
      List<byte[]> concepts,
      ToDoubleFunction<byte[]> uncertainty,
      BitSet captioned,
      BitSet candidates) {
    this.index = index;
    this.concepts = concepts;
    this.uncertainty = uncertainty;
    this.captioned = captioned;
    this.candidates = candidates;
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public boolean isCaptioned(int image) {
    return captioned.get(image);
  }

  @Override
  public boolean isCandidate(int image) {
    return candidates.get(image);
  }

  @Override
  public double uncertainty(int image) {
    return uncertainty.applyAsDouble(concepts.get(image));
  }

  @Override
  public float[] similarities(int image) {
    float[] vector = index.vector(index.id(image)).orElseThrow();
    return index.scan(vector, null, 1, EmbeddingIndex.ScanListener.NONE).scores();
  }
}
