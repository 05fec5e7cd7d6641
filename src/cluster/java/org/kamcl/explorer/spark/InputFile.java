package org.kamcl.explorer.spark;

import java.io.Serializable;

/**
 * A file to embed, as it was listed.
 *
 * @param uri of the file
 * @param folder URI of the input folder that it was found in
 * @param collection name of its collection
 * @param size bytes
 * @param modified milliseconds since 1970
 */
record InputFile(String uri, String folder, String collection, long size, long modified)
    implements Serializable {}
