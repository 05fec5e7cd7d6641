/**
 * Pixels for the engine: decoding, resizing, normalising. The engine's only use of ImageIO and AWT.
 */
package org.kamcl.engine.image;
