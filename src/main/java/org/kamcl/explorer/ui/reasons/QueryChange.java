package org.kamcl.explorer.ui.reasons;

import org.kamcl.explorer.domain.Query;

/**
 * A change of one word that raises an image.
 *
 * @param text what changes, and what it does; localized
 * @param query the changed query
 */
public record QueryChange(String text, Query query) {}
