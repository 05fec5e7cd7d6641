package org.kamcl.explorer.domain;

/**
 * A rectangle of a scene, in pixels of its full resolution.
 *
 * @param x first column, from 0
 * @param y first row, from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record TileBounds(int x, int y, int width, int height) {}
