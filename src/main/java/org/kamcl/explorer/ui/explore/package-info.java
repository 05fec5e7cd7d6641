/**
 * The Explore perspective: query, filters, results, feedback and export, with the map beside them.
 * Works with {@code selection} and {@code map}; its parts are in {@code explore.details} and {@code
 * explore.start}.
 */
package org.kamcl.explorer.ui.explore;
