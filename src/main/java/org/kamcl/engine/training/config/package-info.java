/**
 * The settings of a training with the presets {@code published}, {@code default} and {@code
 * fine-tune}, their JSON form, and their former names. Depends on no other package of training.
 */
@NullMarked
package org.kamcl.engine.training.config;

import org.jspecify.annotations.NullMarked;
