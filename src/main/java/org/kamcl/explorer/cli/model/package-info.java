/**
 * Commands that list, import, average, calibrate, evaluate and delete models, and embed with them.
 */
package org.kamcl.explorer.cli.model;
