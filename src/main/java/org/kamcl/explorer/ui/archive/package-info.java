/** The archive as the window sees it: opened in the background, added to by jobs. */
package org.kamcl.explorer.ui.archive;
