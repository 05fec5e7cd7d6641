/** The command line: one command a file. Standard output belongs to results alone. */
package org.kamcl.explorer.cli;
