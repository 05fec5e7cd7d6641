/** Long-running operations with progress and cancellation. Depends on the JDK only. */
package org.kamcl.explorer.job;
