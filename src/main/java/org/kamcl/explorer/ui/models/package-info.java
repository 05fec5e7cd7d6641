/**
 * The Models perspective: the installed models and what is known of them, new models from files, a
 * query on the sample images, and concepts for a model that has none.
 */
@NullMarked
package org.kamcl.explorer.ui.models;

import org.jspecify.annotations.NullMarked;
