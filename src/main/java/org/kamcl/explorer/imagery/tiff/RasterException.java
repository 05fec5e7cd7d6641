package org.kamcl.explorer.imagery.tiff;

import java.io.IOException;

/** A file that cannot be read as it is; the message goes on behind the name of the file. */
public final class RasterException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is the matter and what to do, without the name and without a full stop
   */
  public RasterException(String message) {
    super(message);
  }

  /**
   * @param message what is the matter and what to do, without the name and without a full stop
   * @param cause for the log
   */
  public RasterException(String message, Throwable cause) {
    super(message, cause);
  }
}
