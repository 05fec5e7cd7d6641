/** Answers questions in words, and finds words for pictures. */
package org.kamcl.explorer.search;
