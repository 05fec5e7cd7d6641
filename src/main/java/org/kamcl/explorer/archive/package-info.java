/**
 * What an archive is, whatever keeps it: the interfaces through which images are stored, filtered
 * and ranked, and the records they exchange. Implemented by {@code catalog} and {@code search} on
 * this machine. Depends on {@code domain} and {@code api}.
 */
@NullMarked
package org.kamcl.explorer.archive;

import org.jspecify.annotations.NullMarked;
