/**
 * What an archive is, whatever keeps it: the interfaces through which images are stored, filtered
 * and ranked, the records they exchange, and how those are written as text. Implemented by {@code
 * catalog} and {@code search} on this machine. Depends on {@code domain} and {@code api}.
 */
@NullMarked
package org.kamcl.explorer.archive;

import org.jspecify.annotations.NullMarked;
