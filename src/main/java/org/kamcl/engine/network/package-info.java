/**
 * The networks of KAMCL: backbones, hierarchical aggregator, generalized pooling, text encoders and
 * concept heads, composed by a {@link org.kamcl.engine.network.NetworkConfig}.
 *
 * <p>A network is a pure function of named tensors ({@link
 * org.kamcl.engine.network.NetworkParameters}): the blocks hold no weights themselves. The same
 * code therefore serves the query encoder, the momentum (key) encoder, a weight average and a
 * frozen model with folded normalisation, and a tensor's name is the one it has in the checkpoint.
 *
 * <p>Ji, Meng, Zhang, Pang, Li: Knowledge-Aided Momentum Contrastive Learning for Remote-Sensing
 * Image Text Retrieval, IEEE TGRS 61, 2023, doi 10.1109/TGRS.2023.3332317.
 */
package org.kamcl.engine.network;
