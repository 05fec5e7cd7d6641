/**
 * The window: rail, status bar, popovers, shortcuts, and the {@link
 * org.kamcl.explorer.ui.shell.Perspective} interface with its registry. Knows perspectives by that
 * interface only.
 */
package org.kamcl.explorer.ui.shell;
