/**
 * Progress of long computations, for the engine and the explorer alike. Depends on the JDK only;
 * every other package may use it.
 */
@NullMarked
package org.kamcl.progress;

import org.jspecify.annotations.NullMarked;
