/** What commands share: options, output, progress, and the window that some of them open. */
package org.kamcl.explorer.cli.common;
