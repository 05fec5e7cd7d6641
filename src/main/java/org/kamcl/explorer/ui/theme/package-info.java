/**
 * Themes, style sheets, fonts, text size, icons and the color scale of scores. Depends on no other
 * package of the application.
 */
package org.kamcl.explorer.ui.theme;
