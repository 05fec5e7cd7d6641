/**
 * The state that the window keeps in the workspace: settings ({@code settings.json}) and running
 * imports ({@code imports.json}). Works with {@code domain} and Gson.
 */
@NullMarked
package org.kamcl.explorer.settings;

import org.jspecify.annotations.NullMarked;
