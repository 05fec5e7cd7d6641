/**
 * Whether the program survives what goes wrong outside of it: processes that are killed, files that
 * are damaged, hostile files and large archives. Each test has a short version that runs with the
 * others; the Maven profile {@code soak} runs the long ones. Seeds make each case repeatable.
 */
package org.kamcl.reliability;
