/**
 * The workspace as a whole: what it holds, backups of it, its move to another folder, and the file
 * that says where it is. Works on the folder alone, with the copies of {@code catalog} and the
 * locks of {@code engine.training.run}; used by {@code context} and {@code cli}.
 */
@NullMarked
package org.kamcl.explorer.backup;

import org.jspecify.annotations.NullMarked;
