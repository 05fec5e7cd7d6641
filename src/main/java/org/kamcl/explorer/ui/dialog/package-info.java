/** File and folder dialogs of the operating system, for the window and its perspectives. */
package org.kamcl.explorer.ui.dialog;
