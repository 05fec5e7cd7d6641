/**
 * Where in a scene a query is seen: the score map of a scene over its image and on the map, its
 * legend, and the files it is saved as.
 */
package org.kamcl.explorer.ui.scoremap;
