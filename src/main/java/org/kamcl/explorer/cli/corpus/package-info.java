/** Commands that read a corpus and build its concepts. */
package org.kamcl.explorer.cli.corpus;
