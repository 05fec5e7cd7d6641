package org.kamcl.engine.explain;

import java.util.OptionalDouble;

/**
 * How much a word of a query contributes to the score of an image.
 *
 * @param part index of the query's part
 * @param position index of the word in the part, from 0
 * @param word as it is written
 * @param leaveOneOut how much the score drops without the word; negative if it rises
 * @param gradient gradient of the score times the word's input to the text encoder, averaged on the
 *     path from padding to the text, the word's pieces added up (integrated gradients, Sundararajan
 *     et al., ICML 2017); empty if the words do not correspond to the encoder's tokens. The
 *     gradient at the text alone says little: the encoder normalizes its input, and its sign agrees
 *     with the score of the shorter text no more often than chance.
 */
public record WordShare(
    int part, int position, String word, double leaveOneOut, OptionalDouble gradient) {}
