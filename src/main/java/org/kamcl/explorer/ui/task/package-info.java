/**
 * Background tasks and jobs: the only package of the user interface that creates threads. View
 * models run work through {@code TaskExecutor} and {@code JobsViewModel}.
 */
@NullMarked
package org.kamcl.explorer.ui.task;

import org.jspecify.annotations.NullMarked;
