/**
 * The entry points of the program: {@link org.kamcl.explorer.app.Launcher} runs a command or opens
 * the window, {@link org.kamcl.explorer.app.ExplorerApplication} is the JavaFX application. No
 * other package depends on this one.
 */
package org.kamcl.explorer.app;
