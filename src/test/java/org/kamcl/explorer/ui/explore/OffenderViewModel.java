package org.kamcl.explorer.ui.explore;

import javafx.scene.layout.Region;
import org.kamcl.explorer.ui.map.ViewOffender;

/** Violates architecture rules on purpose, so that a test can check that violations are found. */
public record OffenderViewModel(Region scene, ViewOffender cycle) {}
