/**
 * Checks a corpus before a training: missing and broken images, copies within and across splits,
 * unusual captions, and counts. {@link org.kamcl.engine.corpus.check.CorpusCheck} does it, {@link
 * org.kamcl.engine.corpus.check.CheckDecisions} turns the findings into exclusions.
 */
@NullMarked
package org.kamcl.engine.corpus.check;

import org.jspecify.annotations.NullMarked;
