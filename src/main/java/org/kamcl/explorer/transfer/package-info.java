/**
 * Copies an archive into another, wherever each is kept. Depends on {@code archive}, {@code api},
 * {@code domain} and {@code job}.
 */
@NullMarked
package org.kamcl.explorer.transfer;

import org.jspecify.annotations.NullMarked;
