package org.kamcl.explorer.domain;

/**
 * A concept that an image and a query share.
 *
 * @param name in the model's language
 * @param imageStrength strength in the image, 0..1, from the image's concept head; where the model
 *     was calibrated, the share of such images of which people name the concept
 * @param queryStrength strength in the query, 0..1, from the text's concept head; calibrated
 *     likewise
 */
public record SharedConcept(String name, double imageStrength, double queryStrength) {}
