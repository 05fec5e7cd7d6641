/**
 * Checkpoints of CLIP and its relatives: which layout a file has, its tensors under OpenCLIP's
 * names, and the sizes of its towers. Works with {@code weights} and {@code network}.
 */
package org.kamcl.engine.checkpoint;
