/**
 * The composition root: {@link org.kamcl.explorer.context.ExplorerContext} constructs the services
 * of a {@link org.kamcl.explorer.context.Workspace} for the window and for the command line. It
 * depends on all service packages and on the engine; only {@code cli} and {@code app} depend on it.
 */
@NullMarked
package org.kamcl.explorer.context;

import org.jspecify.annotations.NullMarked;
