/** The window: what it is given, and pictures of it. */
package org.kamcl.explorer.ui;
