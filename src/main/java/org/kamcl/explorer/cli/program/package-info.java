/** Commands about the program itself: its window, screenshots, the tour and the system check. */
package org.kamcl.explorer.cli.program;
