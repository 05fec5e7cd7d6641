/**
 * Why an image has its score for a query: words, concepts, changes of one word, and the mechanism
 * behind them. Shown beside a hit by all perspectives.
 */
package org.kamcl.explorer.ui.reasons;
