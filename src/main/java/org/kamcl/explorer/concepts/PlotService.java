package org.kamcl.explorer.concepts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.EmbeddingPlots;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.plot.BarnesHutTsne;
import org.kamcl.explorer.plot.KMeans;
import org.kamcl.explorer.plot.Parallel;
import org.kamcl.explorer.plot.PrincipalComponents;
import org.kamcl.progress.ProgressStage;

/** Plots the embeddings of an archive. Thread-safe. */
public final class PlotService implements EmbeddingPlots {
  /** Components in which neighbors and groups are found. */
  private static final int COMPONENTS = 50;

  /** Fewest images that t-SNE places; of fewer, the principal components tell as much. */
  private static final int FEWEST = 4;

  /** Steps between two partial results. */
  private static final int STEPS_SHOWN = 10;

  /** Concepts that name a group. */
  private static final int NAMES = 2;

  /** By how much a concept must be stronger in a group than elsewhere, 255 for strength 1. */
  private static final double LEAST_EXCESS = 5;

  private final Function<BooleanSupplier, PlotInput> archive;
  private @Nullable Reduced last;

  /**
   * @param archive the embeddings as they are now
   */
  PlotService(Function<BooleanSupplier, PlotInput> archive) {
    this.archive = archive;
  }

  /** The principal components of the images of a plot. */
  private record Reduced(PlotInput input, long[] images, float[][] vectors, int all) {
    Plot plot() {
      return new Plot(images, column(0), column(1), all);
    }

    private float[] column(int component) {
      float[] values = new float[vectors.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = component < vectors[i].length ? vectors[i][component] : 0;
      }
      return values;
    }
  }

  @Override
  public Plot principalComponents(BooleanSupplier cancelled) {
    return reduced(archive.apply(cancelled), cancelled).plot();
  }

  @SuppressWarnings("ReferenceEquality") // Each state of the archive is one object.
  private synchronized Reduced reduced(PlotInput input, BooleanSupplier cancelled) {
    Reduced known = last;
    if (known == null || known.input() != input) {
      long[] images = sample(input.images());
      float[][] vectors = new float[images.length][];
      for (int i = 0; i < images.length; i++) {
        vectors[i] = input.vector(images[i]);
      }
      Parallel parallel = new Parallel(input.executor(), cancelled);
      PrincipalComponents components = PrincipalComponents.of(vectors, COMPONENTS, parallel);
      known = new Reduced(input, images, components.project(vectors), input.images().length);
      last = known;
    }
    return known;
  }

  /** Evenly chosen images if there are too many. */
  private static long[] sample(long[] images) {
    if (images.length <= MOST_POINTS) {
      return images;
    }
    long[] some = new long[MOST_POINTS];
    Arrays.setAll(some, i -> images[(int) ((long) i * images.length / MOST_POINTS)]);
    return some;
  }

  @Override
  public Job<Plot> neighbors(Consumer<Plot> partial) {
    return context -> {
      PlotInput input = archive.apply(context::cancelled);
      Reduced reduced = reduced(input, context::cancelled);
      return reduced.images().length < FEWEST
          ? reduced.plot()
          : neighbors(input, reduced, partial, context);
    };
  }

  private static Plot neighbors(
      PlotInput input, Reduced reduced, Consumer<Plot> partial, JobContext context) {
    Parallel parallel = new Parallel(input.executor(), context::cancelled);
    BarnesHutTsne tsne = BarnesHutTsne.of(reduced.vectors(), parallel);
    while (tsne.steps() < BarnesHutTsne.STEPS) {
      context.checkCancelled();
      tsne.step();
      if (tsne.steps() % STEPS_SHOWN == 0) {
        partial.accept(plot(reduced, tsne));
        context.onProgress(ProgressStage.IMAGES, tsne.steps(), BarnesHutTsne.STEPS, "");
      }
    }
    return plot(reduced, tsne);
  }

  private static Plot plot(Reduced reduced, BarnesHutTsne tsne) {
    return new Plot(
        reduced.images(), tsne.coordinates(true), tsne.coordinates(false), reduced.all());
  }

  @Override
  public Clusters clusters(Plot plot, int most, BooleanSupplier cancelled) {
    PlotInput input = archive.apply(cancelled);
    Reduced reduced = reduced(input, cancelled);
    if (!Arrays.equals(reduced.images(), plot.images())) {
      // The archive has changed, and the window will ask for another plot.
      throw new CancellationException();
    }
    KMeans groups = KMeans.of(reduced.vectors(), most, cancelled);
    return new Clusters(groups.assignment(), names(input, plot, groups));
  }

  private static List<List<String>> names(PlotInput input, Plot plot, KMeans groups) {
    int concepts = input.concepts().size();
    double[][] sums = new double[groups.sizes().length][concepts];
    double[] all = new double[concepts];
    for (int i = 0; i < plot.size(); i++) {
      byte[] strengths = input.strengths(plot.images()[i]);
      for (int c = 0; c < Math.min(concepts, strengths.length); c++) {
        int strength = strengths[c] & 0xff;
        sums[groups.assignment()[i]][c] += strength;
        all[c] += strength;
      }
    }
    List<List<String>> names = new ArrayList<>();
    for (int g = 0; g < sums.length; g++) {
      double[] excess = new double[concepts];
      for (int c = 0; c < concepts; c++) {
        excess[c] = sums[g][c] / groups.sizes()[g] - all[c] / plot.size();
      }
      names.add(
          IntStream.range(0, concepts)
              .filter(c -> input.isVisual(c) && excess[c] >= LEAST_EXCESS)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer c) -> -excess[c]))
              .limit(NAMES)
              .map(input.concepts()::get)
              .toList());
    }
    return names;
  }

  @Override
  public float[] strengths(Plot plot, String concept) {
    PlotInput input = archive.apply(() -> false);
    int index = input.concepts().indexOf(concept);
    if (index < 0) {
      throw new IllegalArgumentException("No concept: " + concept);
    }
    float[] values = new float[plot.size()];
    for (int i = 0; i < values.length; i++) {
      byte[] strengths = input.strengths(plot.images()[i]);
      values[i] =
          index < strengths.length
              ? (float) ((strengths[index] & 0xff) / ConceptPresence.LEVELS)
              : 0;
    }
    return values;
  }
}
