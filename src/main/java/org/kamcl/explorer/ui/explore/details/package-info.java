/** Details of one hit, and the comparison of several. */
package org.kamcl.explorer.ui.explore.details;
