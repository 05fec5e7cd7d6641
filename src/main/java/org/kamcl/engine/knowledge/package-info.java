/**
 * Concepts of a corpus by initialization, construction and filtration, and the soft concept labels
 * of its images. Reads corpora; the concept heads of the network and the training use the result.
 * (Ji et al., TGRS 2023, section III-C.)
 */
@NullMarked
package org.kamcl.engine.knowledge;

import org.jspecify.annotations.NullMarked;
