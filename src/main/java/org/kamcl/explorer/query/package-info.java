/**
 * The query language: {@link org.kamcl.explorer.query.QueryParser} reads what people type, {@link
 * org.kamcl.explorer.query.QueryWriter} writes a query so that it can be read again. Depends on
 * {@code domain} only; used by the catalog, the search, the window and the command line.
 */
@NullMarked
package org.kamcl.explorer.query;

import org.jspecify.annotations.NullMarked;
