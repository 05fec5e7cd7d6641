/** Commands that list, rename and remove collections. */
@NullMarked
package org.kamcl.explorer.cli.collection;

import org.jspecify.annotations.NullMarked;
