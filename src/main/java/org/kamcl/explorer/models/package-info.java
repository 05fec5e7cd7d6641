/**
 * The models of a workspace, as people look at them: what is known of each, new ones from files,
 * and what they find among the sample images. The work itself is done by the engine's {@code
 * inference}.
 */
@NullMarked
package org.kamcl.explorer.models;

import org.jspecify.annotations.NullMarked;
