/**
 * Knowledge: the concepts of a corpus by initialization, construction and filtration, and each
 * image's soft concept label. (Ji et al., TGRS 2023, section III-C.)
 */
package org.kamcl.engine.knowledge;
