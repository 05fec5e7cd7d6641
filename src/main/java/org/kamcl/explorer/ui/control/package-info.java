/** Controls that several rooms use. */
package org.kamcl.explorer.ui.control;
