package org.kamcl.explorer.archive;

import java.util.Collection;
import java.util.List;
import org.kamcl.explorer.domain.ImageRecord;

/** The images of an archive that a model has embedded, as they were at one moment. */
public interface ModelImages {
  /** The model. */
  ModelId model();

  /** The state of the archive at that moment. */
  ArchiveVersion version();

  /** Number of the images. */
  int size();

  /** Ranks the images. */
  ImageRanking ranking();

  /**
   * What is known of some images.
   *
   * @param ids each once
   * @return in the order of the ids; images that are not among these are left out
   */
  List<EmbeddedRecord> find(Collection<Long> ids);

  /**
   * Embeddings of some of the images. The choice does not depend on what the images show; all
   * images are in it if there are no more.
   *
   * @param most most wanted, at least 1
   */
  List<float[]> sample(int most);

  /** How strongly the images show the concepts of the model. */
  ConceptStrengths concepts();

  /** An image with what the model made of it. */
  interface EmbeddedRecord {
    /** The image. */
    ImageRecord image();

    /** Its embedding, of unit length. */
    float[] vector();

    /** One byte per concept, 255 for a strength of 1. */
    byte[] strengths();
  }
}
