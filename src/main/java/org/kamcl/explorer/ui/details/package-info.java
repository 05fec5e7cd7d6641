/** One hit: picture, reasons, place. */
package org.kamcl.explorer.ui.details;
