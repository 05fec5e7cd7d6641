/**
 * The Inspect perspective: one image large, with what the archive and the model say about it. Its
 * parts are the viewer of the pixels, the strip of hits, similar images, and the reasons.
 */
package org.kamcl.explorer.ui.inspect;
