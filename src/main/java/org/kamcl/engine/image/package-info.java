/**
 * Pixels for the engine: decoding, resizing, normalization and augmentation. The engine's only use
 * of ImageIO and AWT. Depends on no other package of the engine.
 */
package org.kamcl.engine.image;
