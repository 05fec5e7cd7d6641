/**
 * The services as user interfaces see them: interfaces only, with the records they exchange.
 * Implemented by {@code catalog}, {@code search}, {@code index}, {@code imagery} and {@code
 * export}, put together by {@code context}, used by {@code ui}. Depends on {@code domain}, {@code
 * query} and {@code job}.
 */
@NullMarked
package org.kamcl.explorer.api;

import org.jspecify.annotations.NullMarked;
