/**
 * Image-caption corpora with their splits, in the formats in which they are published: the JSON of
 * RSICD, UCM-Captions and Sydney-Captions, that of NWPU-Captions, caption lists in text files, and
 * CSV tables.
 *
 * <p>{@link org.kamcl.engine.corpus.CorpusReader} detects the format; one class reads each.
 * Knowledge, training and evaluation work with the result.
 */
package org.kamcl.engine.corpus;
