/** What the program is: its version, its license and the licenses of the libraries it uses. */
@NullMarked
package org.kamcl.explorer.about;

import org.jspecify.annotations.NullMarked;
