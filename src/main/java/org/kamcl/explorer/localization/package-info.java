/**
 * Score maps of scenes: divides scenes into tiles of several sizes, keeps their embeddings, writes
 * maps as GeoTIFF and GeoJSON, and evaluates maps on queries whose regions are known. {@link
 * org.kamcl.explorer.localization.ScoreMapService} is the entry point. Works with {@code index},
 * {@code imagery}, {@code geo} and {@code engine.localization}.
 */
@NullMarked
package org.kamcl.explorer.localization;

import org.jspecify.annotations.NullMarked;
