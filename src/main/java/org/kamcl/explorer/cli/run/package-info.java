/** Commands that train a model and manage training runs. */
package org.kamcl.explorer.cli.run;
