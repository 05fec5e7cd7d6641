/**
 * Evaluation on image-caption corpora: retrieval metrics by the published protocol with bootstrap
 * intervals, and the calibration of scores and concepts. Embeds images and captions through {@link
 * org.kamcl.engine.inference}. (Ji et al., TGRS 2023, section IV-B.)
 */
@NullMarked
package org.kamcl.engine.evaluation;

import org.jspecify.annotations.NullMarked;
