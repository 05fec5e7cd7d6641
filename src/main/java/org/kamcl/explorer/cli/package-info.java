/**
 * The command line. {@link org.kamcl.explorer.cli.CommandRunner} runs {@link
 * org.kamcl.explorer.cli.KamclCommand} and turns failures into a text and an exit code; the
 * subcommands are in one package per noun. Standard output is for results only.
 */
package org.kamcl.explorer.cli;
