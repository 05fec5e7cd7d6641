/** Asks for the coordinate system of files that have coordinates but name none. */
package org.kamcl.explorer.ui.placing;
