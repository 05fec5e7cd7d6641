/** The window around the workspaces. */
package org.kamcl.explorer.ui.shell;
