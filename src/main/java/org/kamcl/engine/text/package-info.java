/**
 * Text processing: tokenizers, vocabularies and synonyms. Works with plain strings and files and
 * depends on no other package of the engine.
 */
@NullMarked
package org.kamcl.engine.text;

import org.jspecify.annotations.NullMarked;
