package org.kamcl.explorer.catalog;

/**
 * A model as the catalogue tells it from others.
 *
 * @param hash of its weights; what another model said is never mixed in
 * @param name for people
 */
public record ModelId(String hash, String name) {}
