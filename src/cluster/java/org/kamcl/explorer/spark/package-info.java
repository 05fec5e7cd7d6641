/**
 * Embeds images on the machines of a Spark cluster, into a folder that {@code kamcl import} takes.
 * The only package that uses Spark and Hadoop; both open connections inside the cluster. The driver
 * lists files and hands out units of work, executors plan, read and embed them with the code of
 * {@code explorer.index}.
 */
@NullMarked
package org.kamcl.explorer.spark;

import org.jspecify.annotations.NullMarked;
