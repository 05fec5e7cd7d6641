package org.kamcl.explorer.remote;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.common.SolrException;
import org.kamcl.error.KamclException;

/** What failed requests to Solr mean. */
final class SolrFailures {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private final String archive;
  private final SolrClients.Limits limits;

  /**
   * @param archive its name
   */
  SolrFailures(String archive, SolrClients.Limits limits) {
    this.archive = archive;
    this.limits = limits;
  }

  /** What can fail while a request is made. */
  interface Call<T> {
    T run() throws SolrServerException, IOException;
  }

  /**
   * Makes a request, and repeats it for a limited time if a server could not answer, as when one
   * was stopped. All requests of this package can be repeated: writing twice is writing once.
   *
   * @throws KamclException with one of {@link RemoteError}
   */
  <T> T answered(Call<T> call) {
    long end = System.nanoTime() + limits.patience() * NANOSECONDS;
    int pause = FIRST_PAUSE;
    while (true) {
      try {
        return call.run();
      } catch (SolrServerException | IOException | SolrException e) {
        if (!isTemporary(e) || System.nanoTime() + pause * NANOSECONDS > end) {
          throw error(e);
        }
      }
      sleep(pause);
      pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }
  }

  private static final long NANOSECONDS = 1_000_000;
  private static final int FIRST_PAUSE = 100;
  private static final int LONGEST_PAUSE = 2_000;

  private void sleep(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KamclException(e, RemoteError.NOT_REACHED, archive, "interrupted");
    }
  }

  /** Whether another server, or the same one later, may answer. */
  private static boolean isTemporary(Exception e) {
    if (isTimeout(e) || isUnreachable(e) || isUntrusted(e)) {
      return false;
    }
    return !(e instanceof SolrException failure) || failure.code() >= SERVER_ERROR;
  }

  /** Whether ZooKeeper cannot be reached; its client has tried for long enough. */
  private static boolean isUnreachable(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && message.contains("ZooKeeper") && message.contains("connect")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUntrusted(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLHandshakeException || cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTimeout(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  private KamclException error(Exception e) {
    if (isUnreachable(e)) {
      return new KamclException(e, RemoteError.NOT_REACHED, archive, reason(e));
    }
    if (isUntrusted(e)) {
      return new KamclException(e, RemoteError.CERTIFICATE_NOT_TRUSTED, archive);
    }
    if (isTimeout(e)) {
      return new KamclException(e, RemoteError.TOO_SLOW, archive, limits.answer() / SECOND);
    }
    if (e instanceof SolrException failure) {
      return switch (failure.code()) {
        case UNAUTHORIZED -> new KamclException(e, RemoteError.NOT_AUTHENTICATED, archive);
        case FORBIDDEN -> forbidden(failure);
        default -> new KamclException(e, RemoteError.REFUSED, archive, reason(e));
      };
    }
    return new KamclException(e, RemoteError.NOT_REACHED, archive, reason(e));
  }

  private KamclException forbidden(SolrException e) {
    return String.valueOf(e.getMessage()).contains("read-only")
        ? new KamclException(e, RemoteError.BEING_UPGRADED, archive)
        : new KamclException(e, RemoteError.NOT_PERMITTED, archive);
  }

  private static final int SECOND = 1000;

  /** The innermost message, which says what is wrong. */
  private static String reason(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message.strip();
  }
}
