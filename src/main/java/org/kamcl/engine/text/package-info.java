/** Captions to tokens and tokens to ids. */
package org.kamcl.engine.text;
