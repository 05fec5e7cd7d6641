/** Commands that list, rename and remove collections. */
package org.kamcl.explorer.cli.collection;
