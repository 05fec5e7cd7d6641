package org.kamcl.explorer.domain;

/**
 * Pixels on their way between rooms.
 *
 * @param width columns
 * @param height rows
 * @param argb row-major, 0xAARRGGBB, not premultiplied
 */
public record ArgbImage(int width, int height, int[] argb) {}
