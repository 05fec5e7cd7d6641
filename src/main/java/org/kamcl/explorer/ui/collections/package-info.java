/**
 * The archive and its collections: opening, indexing jobs, renaming and removal. Uses the services
 * of {@code explorer.api} and the executor of {@code ui.task}.
 */
package org.kamcl.explorer.ui.collections;
