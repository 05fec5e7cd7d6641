/** The commands on the workspace: what it holds, backups, moving it. */
@NullMarked
package org.kamcl.explorer.cli.workspace;

import org.jspecify.annotations.NullMarked;
