/** Commands about the program itself: its window, screenshots, the tour and the system check. */
@NullMarked
package org.kamcl.explorer.cli.program;

import org.jspecify.annotations.NullMarked;
