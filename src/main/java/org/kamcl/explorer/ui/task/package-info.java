/**
 * Background tasks and jobs: the only package of the user interface that creates threads. View
 * models run work through {@code TaskExecutor} and {@code JobsViewModel}.
 */
package org.kamcl.explorer.ui.task;
