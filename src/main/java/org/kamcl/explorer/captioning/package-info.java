/**
 * Which images of the archive should be captioned next: the embeddings and concepts of the {@code
 * index} go to the selection of the engine. What people write is stored by the {@code catalog}.
 */
@NullMarked
package org.kamcl.explorer.captioning;

import org.jspecify.annotations.NullMarked;
