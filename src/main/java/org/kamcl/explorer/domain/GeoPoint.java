package org.kamcl.explorer.domain;

/**
 * A point in WGS 84.
 *
 * @param lon longitude, degrees east, -180..180
 * @param lat latitude, degrees north, -90..90
 */
public record GeoPoint(double lon, double lat) {}
