/** What the window remembers from one start to the next, in a file that people can read. */
package org.kamcl.explorer.settings;
