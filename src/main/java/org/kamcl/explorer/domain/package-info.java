/**
 * Values that packages of the explorer exchange: images and their locations, queries, requests,
 * results and reports. Records and enums only, without access to files, models or the database.
 * Depends on the JDK and on {@code org.kamcl.error}; every other package may use it.
 */
@NullMarked
package org.kamcl.explorer.domain;

import org.jspecify.annotations.NullMarked;
