package org.kamcl.explorer.domain;

/**
 * Pixels as they cross packages.
 *
 * @param width columns
 * @param height rows
 * @param argb row-major, 0xAARRGGBB, alpha not premultiplied
 */
public record ArgbImage(int width, int height, int[] argb) {}
