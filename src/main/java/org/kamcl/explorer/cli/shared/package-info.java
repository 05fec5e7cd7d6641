/** Commands on shared archives: create, upgrade, show, attach and detach them. */
@NullMarked
package org.kamcl.explorer.cli.shared;

import org.jspecify.annotations.NullMarked;
