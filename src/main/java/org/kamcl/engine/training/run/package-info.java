/**
 * Training runs: a folder with what is trained, its events, checkpoints and best weights. {@link
 * org.kamcl.engine.training.run.RunBuilder} creates a run, {@link
 * org.kamcl.engine.training.run.Trainer} runs or resumes it, and the best weights become a model in
 * the {@link org.kamcl.engine.inference.ModelStore}.
 */
@NullMarked
package org.kamcl.engine.training.run;

import org.jspecify.annotations.NullMarked;
