/**
 * Folders of embeddings that many machines make together, and that an archive imports: parts of
 * Parquet and safetensors files, a commit per part, and a manifest. {@code explorer.spark} writes
 * them, {@code explorer.index} imports them.
 */
@NullMarked
package org.kamcl.explorer.bulk;

import org.jspecify.annotations.NullMarked;
