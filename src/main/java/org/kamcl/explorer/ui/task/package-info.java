/** Work beside the window: the only threads of the user interface. */
package org.kamcl.explorer.ui.task;
