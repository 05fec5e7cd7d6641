/** Puts the explorer's rooms together for one workspace, for the window and the command line. */
package org.kamcl.explorer.workbench;
