/** From files to what can be searched: the index of vectors and the job that builds it. */
package org.kamcl.explorer.index;
