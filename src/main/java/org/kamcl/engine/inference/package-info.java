/**
 * Models: loading, importing, averaging and storing them, and using them with plain Java arrays; no
 * tensor of the native engine leaves this package, except within a {@link
 * org.kamcl.engine.inference.NetworkPass}. {@link org.kamcl.engine.inference.KamclModel} is the
 * engine's facade. Works with {@code network}, {@code weights}, {@code text}, {@code knowledge},
 * {@code image} and {@code runtime}.
 */
@NullMarked
package org.kamcl.engine.inference;

import org.jspecify.annotations.NullMarked;
