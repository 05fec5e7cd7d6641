/**
 * The help window: the user guide, all keyboard shortcuts, the checks of the installation, the
 * report of a problem, and what the program is. It stays open beside the window. Shows {@code
 * explorer.guide}, {@code explorer.doctor}, {@code explorer.report} and {@code explorer.about}.
 */
@NullMarked
package org.kamcl.explorer.ui.help;

import org.jspecify.annotations.NullMarked;
