/**
 * Weight files: safetensors in and out, PyTorch files in. Reading a file never runs anything that
 * it holds.
 */
package org.kamcl.engine.weights;
