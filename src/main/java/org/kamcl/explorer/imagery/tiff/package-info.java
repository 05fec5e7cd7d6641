/** TIFF and BigTIFF as they are stored: directories, chunks, compressions, samples. */
package org.kamcl.explorer.imagery.tiff;
