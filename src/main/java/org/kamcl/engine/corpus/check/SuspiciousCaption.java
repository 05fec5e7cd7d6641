package org.kamcl.engine.corpus.check;

import org.kamcl.engine.corpus.CorpusImage;

/**
 * A caption that may be wrong.
 *
 * @param image the image; of a caption that many images have, the first one
 * @param caption the caption
 * @param reason why it is suspicious
 * @param images number of images with this caption; 1 for other reasons
 */
public record SuspiciousCaption(CorpusImage image, String caption, Reason reason, int images) {
  /** Why a caption is suspicious. */
  public enum Reason {
    /** It has a single word, or none. */
    ONE_WORD,
    /** It has more words than the text encoder reads, so that its end is ignored. */
    VERY_LONG,
    /** It was decoded with a wrong encoding. */
    ENCODING,
    /** Most of its letters are of another script than those of the other captions. */
    OTHER_SCRIPT,
    /** Hardly any of its words occurs in the captions of other images. */
    OTHER_LANGUAGE,
    /** It is the name of the image file. */
    FILE_NAME,
    /** Many images have it, so that it does not tell them apart. */
    SHARED
  }
}
