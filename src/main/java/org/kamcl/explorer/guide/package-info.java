/**
 * The user guide without a UI toolkit: its chapters in Markdown, the links between them, and the
 * search in their text. Works with commonmark and the documents that are bundled with the program.
 */
@NullMarked
package org.kamcl.explorer.guide;

import org.jspecify.annotations.NullMarked;
