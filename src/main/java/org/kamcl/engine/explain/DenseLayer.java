package org.kamcl.engine.explain;

import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.NetworkParameters;

/**
 * A linear layer in double precision.
 *
 * @param weight [out][in], row-major
 * @param bias [out]
 */
record DenseLayer(double[] weight, double[] bias) {
  static DenseLayer of(NetworkParameters parameters, String name) {
    return new DenseLayer(
        EngineArrays.toDoubles(parameters.get(name + ".weight")),
        EngineArrays.toDoubles(parameters.get(name + ".bias")));
  }

  /** y = W x + b. */
  double[] forward(double[] x) {
    double[] y = bias.clone();
    for (int o = 0; o < y.length; o++) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += weight[o * x.length + i] * x[i];
      }
      y[o] += sum;
    }
    return y;
  }

  /** The gradient of the input: W^T g. */
  double[] backward(double[] gradient) {
    int in = weight.length / bias.length;
    double[] back = new double[in];
    for (int o = 0; o < gradient.length; o++) {
      double g = gradient[o];
      if (g != 0) {
        for (int i = 0; i < in; i++) {
          back[i] += weight[o * in + i] * g;
        }
      }
    }
    return back;
  }

  /** The share of the bias in a value with this gradient of the output. */
  double biasShare(double[] gradient) {
    return Vectors.dot(bias, gradient);
  }
}
