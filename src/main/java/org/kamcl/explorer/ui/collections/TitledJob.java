package org.kamcl.explorer.ui.collections;

import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;

/** A job with a localized title. */
final class TitledJob<T> implements Job<T> {
  private final Job<T> job;
  private final String title;

  private TitledJob(Job<T> job, String title) {
    this.job = job;
    this.title = title;
  }

  /** Returns a job with another title. */
  static <T> Job<T> of(Job<T> job, String title) {
    return new TitledJob<>(job, title);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public T run(JobContext context) {
    return job.run(context);
  }
}
