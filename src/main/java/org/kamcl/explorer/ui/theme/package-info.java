/** Colours, type and icons. */
package org.kamcl.explorer.ui.theme;
