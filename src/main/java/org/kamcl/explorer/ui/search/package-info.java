/** The query, the hits and what is selected among them. */
package org.kamcl.explorer.ui.search;
