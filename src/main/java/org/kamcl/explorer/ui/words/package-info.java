/** What the window says. */
package org.kamcl.explorer.ui.words;
