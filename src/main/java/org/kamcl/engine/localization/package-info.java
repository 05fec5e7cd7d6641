/**
 * Where in a large scene a query is seen: scores of overlapping tiles of several sizes become one
 * score map ({@link org.kamcl.engine.localization.ScoreGrid}), whose contours and peaks can be
 * found, and which can be compared with regions drawn by people ({@link
 * org.kamcl.engine.localization.LocalizationMetrics}). Reads no files and runs no model; works with
 * no other package of the engine.
 */
@NullMarked
package org.kamcl.engine.localization;

import org.jspecify.annotations.NullMarked;
