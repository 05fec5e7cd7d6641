package org.kamcl.explorer.domain;

/**
 * A part of an image file, in pixels of its full resolution.
 *
 * @param x first column
 * @param y first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record TileBounds(int x, int y, int width, int height) {}
