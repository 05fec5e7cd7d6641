/**
 * Tables in CSV files: location tables, captions and corpora. {@link org.kamcl.csv.CsvTable} reads
 * them in time linear in their size and reports rows that cannot be used as {@link
 * org.kamcl.error.Problem}s. Used by the engine's corpus readers and the explorer's index.
 */
@NullMarked
package org.kamcl.csv;

import org.jspecify.annotations.NullMarked;
