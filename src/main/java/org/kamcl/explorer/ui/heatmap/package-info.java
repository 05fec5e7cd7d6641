/**
 * Where in an image a query is seen: a heat map over a picture, its legend, the shares of the
 * aggregator's branches. Used wherever an image is shown with reasons.
 */
package org.kamcl.explorer.ui.heatmap;
