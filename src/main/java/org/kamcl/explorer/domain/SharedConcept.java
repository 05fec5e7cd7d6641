package org.kamcl.explorer.domain;

/**
 * A concept that an image and a query share. Strengths come from the concept heads of the model. If
 * the model has a concept calibration, they are calibrated: the share of images with this strength
 * for which annotators name the concept.
 *
 * @param name name of the concept
 * @param imageStrength strength in the image, 0..1
 * @param queryStrength strength in the query, 0..1
 */
public record SharedConcept(String name, double imageStrength, double queryStrength) {}
