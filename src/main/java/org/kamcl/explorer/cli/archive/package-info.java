/** Commands that index, search and inspect the images of the archive. */
package org.kamcl.explorer.cli.archive;
