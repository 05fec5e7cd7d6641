/**
 * Models in use: stores, cards, import, and the facade that turns images and texts into embeddings
 * and concept strengths.
 */
package org.kamcl.engine.inference;
