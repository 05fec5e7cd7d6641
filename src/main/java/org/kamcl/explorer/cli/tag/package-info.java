/** Commands that list, add and remove tags. */
@NullMarked
package org.kamcl.explorer.cli.tag;

import org.jspecify.annotations.NullMarked;
