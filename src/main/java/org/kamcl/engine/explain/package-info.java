/**
 * Why an image has its score: where in the image a query is seen, which words and concepts count,
 * which single word would change the score most, and how faithful such an explanation is. Has no
 * user interface. {@link org.kamcl.engine.explain.ImageExplainer} is the entry point. Works with
 * {@code inference}, {@code network} and {@code image}.
 */
@NullMarked
package org.kamcl.engine.explain;

import org.jspecify.annotations.NullMarked;
