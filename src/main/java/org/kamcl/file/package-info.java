/**
 * What the readers of all files share: {@link org.kamcl.file.RegularFiles} refuses pipes and
 * devices, {@link org.kamcl.file.PlaceholderFiles} recognizes Git LFS pointers and web pages,
 * {@link org.kamcl.file.FileNames} compares names, {@link org.kamcl.file.SystemFolders} knows the
 * folders of trash cans and thumbnails, {@link org.kamcl.file.TextFiles} decodes text, {@link
 * org.kamcl.file.TemporaryName} names files that are being written, and {@link
 * org.kamcl.file.Leftovers} deletes those of programs that were killed, {@link
 * org.kamcl.file.UnpackedFiles} keeps the native libraries in the user's {@link
 * org.kamcl.file.CacheFolder}, {@link org.kamcl.file.TemporaryFolder} is in it, and {@link
 * org.kamcl.file.PrivateFiles} creates what other users must not read. {@link
 * org.kamcl.file.JsonNumbers} keeps NaN out of JSON. Depends on the JDK, Gson and {@code
 * org.kamcl.error} only; every other package may use it.
 */
@NullMarked
package org.kamcl.file;

import org.jspecify.annotations.NullMarked;
