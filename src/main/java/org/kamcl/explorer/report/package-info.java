/**
 * What a person sends to report a problem: findings of the checks, settings and logs as text files
 * in a zip file, without personal data unless it is asked for. Nothing is sent by the program.
 */
@NullMarked
package org.kamcl.explorer.report;

import org.jspecify.annotations.NullMarked;
