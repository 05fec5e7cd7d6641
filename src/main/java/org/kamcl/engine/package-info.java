/**
 * The KAMCL engine: networks, knowledge, training, inference and evaluation. It knows nothing of
 * windows, databases or maps, and can be used alone.
 */
package org.kamcl.engine;
