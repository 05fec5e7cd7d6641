/** Image-caption corpora in the layouts they are published in. */
package org.kamcl.engine.corpus;
