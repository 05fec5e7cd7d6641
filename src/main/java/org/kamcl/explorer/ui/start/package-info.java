/** What an empty archive, or one that nothing was asked of yet, shows instead of hits. */
package org.kamcl.explorer.ui.start;
