/**
 * Entry points of the user interface: the list of perspectives and screenshots of the window. Works
 * with {@code shell}, which holds the window itself.
 */
@NullMarked
package org.kamcl.explorer.ui;

import org.jspecify.annotations.NullMarked;
