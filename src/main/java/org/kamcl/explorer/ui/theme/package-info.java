/**
 * Themes, style sheets, fonts, text size, icons and the color scale of scores. Depends on no other
 * package of the application.
 */
@NullMarked
package org.kamcl.explorer.ui.theme;

import org.jspecify.annotations.NullMarked;
