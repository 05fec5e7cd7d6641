/**
 * The networks of KAMCL: backbones, hierarchical aggregator, generalized pooling, text encoders and
 * concept heads, configured by a {@link org.kamcl.engine.network.NetworkConfig}.
 *
 * <p>A network is a pure function of named tensors ({@link
 * org.kamcl.engine.network.NetworkParameters}); its layers hold no weights. The same code therefore
 * serves the query encoder, the momentum (key) encoder, a weight average and a frozen model with
 * folded batch normalization, and a tensor has the name it has in the checkpoint.
 *
 * <p>{@link org.kamcl.engine.network.Backbone} and {@link org.kamcl.engine.network.TextEncoder} are
 * the interfaces for new parts. Works with DJL, {@code image}, {@code text} and {@code knowledge}.
 *
 * <p>Ji, Meng, Zhang, Pang, Li: Knowledge-Aided Momentum Contrastive Learning for Remote-Sensing
 * Image Text Retrieval, IEEE TGRS 61, 2023, doi 10.1109/TGRS.2023.3332317.
 */
@NullMarked
package org.kamcl.engine.network;

import org.jspecify.annotations.NullMarked;
