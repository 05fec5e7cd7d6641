package org.kamcl.explorer.domain;

/**
 * A place on the earth (WGS 84).
 *
 * @param lon degrees east, -180..180
 * @param lat degrees north, -90..90
 */
public record GeoPoint(double lon, double lat) {}
