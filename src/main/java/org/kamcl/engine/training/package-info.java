/** Training: the loop, its losses, momentum encoders, queues, optimiser, checkpoints and runs. */
package org.kamcl.engine.training;
