/**
 * Reads local STAC documents (SpatioTemporal Asset Catalogs 1.0 and 1.1): which files their items
 * name, and where and when these were taken. Nothing is read from the network. Works with the
 * records of {@code domain}; {@code index} uses what is read.
 */
@NullMarked
package org.kamcl.explorer.stac;

import org.jspecify.annotations.NullMarked;
