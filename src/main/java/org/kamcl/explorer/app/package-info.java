/** Where the program starts. */
package org.kamcl.explorer.app;
