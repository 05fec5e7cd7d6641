/**
 * A shared archive on SolrCloud: the interfaces of {@code archive} and {@code api}, implemented
 * with SolrJ. The only package that may open connections. Each image is a document; so is each
 * file, collection, model, saved search and rating. {@link org.kamcl.explorer.remote.SolrArchive}
 * is its entry point.
 */
@NullMarked
package org.kamcl.explorer.remote;

import org.jspecify.annotations.NullMarked;
