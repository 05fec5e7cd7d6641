/**
 * Long-running operations with progress and cancellation. Depends on the JDK, {@code
 * org.kamcl.error} and {@code org.kamcl.progress} only.
 */
@NullMarked
package org.kamcl.explorer.job;

import org.jspecify.annotations.NullMarked;
