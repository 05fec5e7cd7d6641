/** Commands that list, add and remove tags. */
package org.kamcl.explorer.cli.tag;
