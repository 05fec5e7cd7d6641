/**
 * The settings of the window: the view model that changes and stores {@code explorer.settings}, and
 * the popover that shows them.
 */
@NullMarked
package org.kamcl.explorer.ui.settings;

import org.jspecify.annotations.NullMarked;
