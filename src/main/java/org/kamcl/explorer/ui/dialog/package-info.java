/** File and folder dialogs of the operating system, for the window and its perspectives. */
@NullMarked
package org.kamcl.explorer.ui.dialog;

import org.jspecify.annotations.NullMarked;
