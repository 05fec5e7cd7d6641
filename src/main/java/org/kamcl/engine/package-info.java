/**
 * The KAMCL engine: networks, knowledge, training, inference and evaluation. Independent of
 * windows, databases and maps, so that it can be used alone.
 */
package org.kamcl.engine;
