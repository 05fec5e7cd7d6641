package org.kamcl.engine.localization;

/**
 * A tile of a scene, in pixels of the scene.
 *
 * @param x first column
 * @param y first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param scale number of its size, from 0 for the smallest
 */
public record TileBox(int x, int y, int width, int height, int scale) {}
