/** The offline map: where the images are, and which were found. */
package org.kamcl.explorer.ui.map;
